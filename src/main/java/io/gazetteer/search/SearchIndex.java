package io.gazetteer.search;

/**
 * Something that can be searched.
 *
 * @param from what follows FROM, joins included, for example {@code asset a}
 * @param columns what follows SELECT, without sort values
 * @param fields the fields that requests may name
 * @param tieBreaker expression that is unique per row and ends every sort, so that pages never
 *     overlap
 * @param maxSize the largest page that is handed out
 */
public record SearchIndex(
    String from, String columns, FieldMap fields, String tieBreaker, int maxSize) {}
