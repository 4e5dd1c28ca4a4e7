package io.gazetteer.search.dsl;

/**
 * One key of the order of hits. Texts order by code point, whatever their type; of several values
 * the smallest counts when ascending, the largest when descending.
 *
 * @param field a field that the index does not know is skipped, as are {@code _score} and {@code
 *     _doc}, since nothing is scored
 * @param nullsFirst rows without a value stand first instead of last, in either direction
 */
public record Sort(String field, boolean descending, boolean nullsFirst) {}
