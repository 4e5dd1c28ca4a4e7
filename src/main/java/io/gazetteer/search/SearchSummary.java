package io.gazetteer.search;

/**
 * Rows of an index counted beforehand: one row for each combination of values of a few fields. It
 * answers what asks for numbers and names no other field.
 *
 * @param from what follows FROM
 * @param rows column that holds how many rows have the combination
 * @param fields the fields that it knows, each with the meaning that it has in the index
 */
public record SearchSummary(String from, String rows, FieldMap fields) {}
