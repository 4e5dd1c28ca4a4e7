package io.gazetteer.search;

import java.util.Collections;
import java.util.List;

/**
 * One row that was found.
 *
 * @param sortValues what to send as {@code search_after} for the hits after this one: one value per
 *     sort key that was applied, the tie breaker last. Texts, numbers, booleans; times in epoch
 *     milliseconds (with a fraction if the stored time is finer); null if the row has no value
 */
public record Hit<T>(T row, List<Object> sortValues) {

  public Hit {
    sortValues = Collections.unmodifiableList(sortValues);
  }
}
