package io.gazetteer.common.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A short list that was read as a whole and is handed out in pages.
 *
 * @param sorts what items are sorted by, by the name of the field; compared as text
 * @param key orders items that are equal otherwise
 */
public record Listing<T>(Map<String, Function<T, String>> sorts, Function<T, String> key) {

  /** How many values make up the position of an item. */
  public static final int POSITION_SIZE = 2;

  public Page<T> page(List<T> all, PageRequest request) {
    Comparator<List<String>> order =
        Comparator.<List<String>, String>comparing(position -> position.get(0))
            .thenComparing(position -> position.get(1));
    Comparator<List<String>> wanted = request.descending() ? order.reversed() : order;
    Function<T, String> field = sorts.get(request.sort());
    Function<T, List<String>> position = item -> List.of(field.apply(item), key.apply(item));
    List<T> fetched =
        all.stream()
            .sorted(Comparator.comparing(position, wanted))
            .filter(
                item ->
                    request.after().isEmpty()
                        || wanted.compare(position.apply(item), request.after()) > 0)
            .limit(request.fetchSize())
            .toList();
    return Page.of(fetched, request, position);
  }

  /** Returns a time as text that sorts as times do. */
  public static String sortable(Instant time) {
    return "%020d".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }
}
