package io.gazetteer.search.dsl;

/**
 * One sort key of a request. Texts sort by code point, whatever their type. Of several values, the
 * smallest counts in ascending order and the largest in descending order.
 *
 * @param field a field that the index does not know is skipped, as are {@code _score} and {@code
 *     _doc}, since nothing is scored
 * @param nullsFirst whether rows without a value come first instead of last, in either direction
 */
public record Sort(String field, boolean descending, boolean nullsFirst) {}
