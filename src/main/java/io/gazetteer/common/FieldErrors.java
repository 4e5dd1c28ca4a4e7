package io.gazetteer.common;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects everything wrong with a request, so that one answer lists it all. Not for use by several
 * threads.
 */
public final class FieldErrors {

  private final List<FieldError> found = new ArrayList<>();

  public void add(String field, String message) {
    found.add(new FieldError(field, message));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<FieldError> errors() {
    return List.copyOf(found);
  }

  /** Takes over everything that was found elsewhere. */
  public void addAll(FieldErrors others) {
    found.addAll(others.found);
  }

  /**
   * Takes over what was found elsewhere, except about fields that something is wrong with already,
   * and what is in them.
   */
  public void addFurther(FieldErrors others) {
    List<FieldError> known = errors();
    others.found.stream()
        .filter(fault -> known.stream().noneMatch(one -> isWithin(fault.field(), one.field())))
        .forEach(found::add);
  }

  private static boolean isWithin(String field, String other) {
    return field.equals(other) || field.startsWith(other + ".") || field.startsWith(other + "[");
  }

  /**
   * Ends the request when anything was found.
   *
   * @throws AppException with {@code code} and all errors, if there is at least one
   */
  public void throwIfAny(ErrorCode code) {
    if (!found.isEmpty()) {
      String message =
          found.stream()
              .map(
                  fault ->
                      fault.field().isEmpty()
                          ? fault.message()
                          : fault.field() + ": " + fault.message())
              .collect(Collectors.joining("; "));
      throw new AppException(code, message, found);
    }
  }
}
