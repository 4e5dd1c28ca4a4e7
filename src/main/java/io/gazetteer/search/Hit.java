package io.gazetteer.search;

import java.util.Collections;
import java.util.List;

/**
 * One row that was found.
 *
 * @param sortValues what to send as {@code search_after} to go on behind this row: one value per
 *     sort key that counted, the tie breaker last. Texts, numbers, booleans; times in epoch
 *     milliseconds (with a fraction where the catalog databased time is finer); null where the row
 *     has no value
 */
public record Hit<T>(T row, List<Object> sortValues) {

  public Hit {
    sortValues = Collections.unmodifiableList(sortValues);
  }
}
