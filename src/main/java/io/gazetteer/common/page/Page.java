package io.gazetteer.common.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next what to send as {@code cursor} for the next page; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Returns a page of what was read with {@link PageRequest#fetchSize}.
   *
   * @param position what {@link PageRequest#after} must be to continue after an item
   */
  public static <T> Page<T> of(
      List<T> fetched, PageRequest request, Function<T, List<String>> position) {
    if (fetched.size() <= request.limit()) {
      return new Page<>(fetched, Optional.empty());
    }
    List<T> items = fetched.subList(0, request.limit());
    T last = items.get(items.size() - 1);
    return new Page<>(items, Optional.of(request.cursorAfter(position.apply(last))));
  }

  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next);
  }
}
