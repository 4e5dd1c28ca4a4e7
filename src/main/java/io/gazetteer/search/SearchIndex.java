package io.gazetteer.search;

import java.util.Optional;

/**
 * Something that can be searched.
 *
 * @param from what follows FROM, joins included, for example {@code asset a}
 * @param columns what follows SELECT, without sort values
 * @param fields the fields that requests may name
 * @param tieBreaker expression that is unique per row and ends every sort, so that pages never
 *     overlap
 * @param maxSize the largest page that is handed out
 * @param summary its rows counted beforehand; empty where nobody keeps count
 */
public record SearchIndex(
    String from,
    String columns,
    FieldMap fields,
    String tieBreaker,
    int maxSize,
    Optional<SearchSummary> summary) {

  public SearchIndex(String from, String columns, FieldMap fields, String tieBreaker, int maxSize) {
    this(from, columns, fields, tieBreaker, maxSize, Optional.empty());
  }
}
