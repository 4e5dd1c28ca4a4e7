package io.gazetteer.search;

/**
 * Precomputed counts of the rows of an index: one row for each combination of values of a few
 * fields. Requests for counts that use no other field read it instead of the index.
 *
 * @param from what follows FROM
 * @param rows column with the number of rows that have the combination
 * @param fields the fields that it knows, each with the meaning that it has in the index
 */
public record SearchSummary(String from, String rows, FieldMap fields) {}
