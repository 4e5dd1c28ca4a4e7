package io.gazetteer.common.page;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which page of a list is wanted.
 *
 * @param limit maximum number of items
 * @param sort field to sort by
 * @param descending true to begin with the largest or newest
 * @param after position of the last item of the page before; empty for the first page
 */
public record PageRequest(int limit, String sort, boolean descending, List<String> after) {

  static final String INVALID_CURSOR = "must be the next of a page of this list in the same order";

  private static final String SEPARATOR = ".";

  public PageRequest {
    after = List.copyOf(after);
  }

  /** Returns a request for the first items in a list's own order. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, "", false, List.of());
  }

  /** Returns how many items to read: one more than the page holds, to know whether more follow. */
  public int fetchSize() {
    return limit + 1;
  }

  /**
   * Returns a number of the position.
   *
   * @throws AppException INVALID_REQUEST when the cursor holds something else
   */
  public long number(int index, long whenFirst) {
    try {
      return after.isEmpty() ? whenFirst : Long.parseLong(after.get(index));
    } catch (NumberFormatException forged) {
      throw invalidCursor();
    }
  }

  /**
   * Returns a guid of the position.
   *
   * @param whenFirst the guid for the first page
   * @throws AppException INVALID_REQUEST when the cursor holds something else
   */
  public UUID guid(int index, UUID whenFirst) {
    try {
      return after.isEmpty() ? whenFirst : UUID.fromString(after.get(index));
    } catch (IllegalArgumentException forged) {
      throw invalidCursor();
    }
  }

  private static AppException invalidCursor() {
    FieldErrors errors = new FieldErrors();
    errors.add("cursor", INVALID_CURSOR);
    return new AppException(
        CommonError.INVALID_REQUEST, "cursor: " + INVALID_CURSOR, errors.errors());
  }

  public String cursorAfter(List<String> position) {
    List<String> parts = new ArrayList<>();
    parts.add(order(sort, descending));
    parts.addAll(position);
    return parts.stream()
        .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(part)))
        .collect(Collectors.joining(SEPARATOR));
  }

  /** Returns the position in a cursor; empty when it is not a cursor of this order. */
  static Optional<List<String>> position(String cursor, String sort, boolean descending) {
    List<String> parts = new ArrayList<>();
    try {
      for (String part : cursor.split("\\.", -1)) {
        parts.add(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    return parts.size() > 1 && parts.get(0).equals(order(sort, descending))
        ? Optional.of(parts.subList(1, parts.size()))
        : Optional.empty();
  }

  private static String order(String sort, boolean descending) {
    return descending ? "-" + sort : sort;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
