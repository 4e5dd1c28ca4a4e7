package io.gazetteer.common.page;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldErrors;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The query parameters of every list of {@code /api/v1}. A list reads its filters with {@link
 * #text} and {@link #choices}, and calls {@link #read} last, which reports every invalid parameter
 * at once.
 */
public class PageQuery {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;

  private static final Set<String> OWN = Set.of("limit", "cursor", "sort");

  @QueryParam("limit")
  @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "50")
  String limit;

  @QueryParam("cursor")
  String cursor;

  @QueryParam("sort")
  String sort;

  @Context UriInfo uri;

  private final FieldErrors errors = new FieldErrors();
  private final Set<String> known = new TreeSet<>(OWN);

  /** Returns the value of a filter; empty when it is not set. */
  public Optional<String> text(String name, String value) {
    known.add(name);
    if (uri.getQueryParameters().getOrDefault(name, List.of()).size() > 1) {
      errors.add(name, "must not be given more than once");
    } else if (value != null && value.isBlank()) {
      errors.add(name, "must not be empty");
    }
    return Optional.ofNullable(value);
  }

  public String required(String name, String value) {
    if (text(name, value).isEmpty()) {
      errors.add(name, "is required");
    }
    return value;
  }

  /** Returns the constants that the values of a filter name; all when it is not set. */
  public <E extends Enum<E>> Set<E> choices(String name, List<String> values, Class<E> type) {
    known.add(name);
    Set<E> found = EnumSet.noneOf(type);
    // An empty value is sent, but not handed to the resource.
    boolean isEmpty = values.isEmpty() && uri.getQueryParameters().containsKey(name);
    for (String value : isEmpty ? List.of("") : values) {
      Arrays.stream(type.getEnumConstants())
          .filter(each -> each.name().equals(value.toUpperCase(Locale.ROOT)))
          .findFirst()
          .ifPresentOrElse(
              found::add,
              () -> errors.add(name, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }
    return found.isEmpty() ? EnumSet.allOf(type) : found;
  }

  /**
   * Returns the page that is wanted.
   *
   * @param sorts orders of the list, the default first; {@code -createdAt} is descending
   * @throws AppException INVALID_REQUEST with every invalid parameter
   */
  public PageRequest read(String... sorts) {
    return read(1, sorts);
  }

  /**
   * Returns the page that is wanted of a list whose items are found again by several values.
   *
   * @param positionSize how many values make up the position of an item
   */
  public PageRequest read(int positionSize, String... sorts) {
    int items = limit();
    String order = order(sorts);
    boolean descending = order.startsWith("-");
    String field = descending ? order.substring(1) : order;
    List<String> after = after(field, descending, positionSize);
    uri.getQueryParameters().keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> errors.add(name, "is not a parameter of this list; known are " + known));
    errors.throwIfAny(CommonError.INVALID_REQUEST);
    return new PageRequest(items, field, descending, after);
  }

  private int limit() {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int items = Integer.parseInt(limit);
      if (items >= 1 && items <= MAX_LIMIT) {
        return items;
      }
    } catch (NumberFormatException notNumber) {
      // Reported below, like a number that is out of range.
    }
    errors.add("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    return DEFAULT_LIMIT;
  }

  private String order(String... sorts) {
    if (sort == null) {
      return sorts[0];
    }
    List<String> allowed = List.of(sorts);
    if (allowed.contains(sort)) {
      return sort;
    }
    errors.add("sort", "must be one of " + allowed);
    return sorts[0];
  }

  private List<String> after(String field, boolean descending, int positionSize) {
    if (cursor == null) {
      return List.of();
    }
    List<String> position = PageRequest.position(cursor, field, descending).orElseGet(List::of);
    if (position.size() != positionSize) {
      errors.add("cursor", PageRequest.INVALID_CURSOR);
      return List.of();
    }
    return position;
  }
}
