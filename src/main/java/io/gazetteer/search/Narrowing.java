package io.gazetteer.search;

import java.util.Optional;

/**
 * Conditions that hold wherever a field compares with a value in a certain way, and that an index
 * serves although none serves the field itself. A search adds them to the exact comparison. For
 * example, {@code (a.path >= ? AND a.path < ? || '0')} narrows {@code parent_of(a.path) = ?}.
 *
 * @param equal holds if the field equals the value, for which each question mark stands
 * @param anyOf holds if the field equals one of the values of an array of texts, for which each
 *     question mark stands
 * @param atLeast holds if the field equals the value or is greater
 * @param atMost holds if the field equals the value or is less
 */
public record Narrowing(
    Optional<String> equal,
    Optional<String> anyOf,
    Optional<String> atLeast,
    Optional<String> atMost) {

  /** For a field whose comparisons need no help. */
  public static final Narrowing NONE =
      new Narrowing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Helps with equality only. */
  public static Narrowing ofEqual(String condition) {
    return new Narrowing(
        Optional.of(condition), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Helps with every comparison. */
  public static Narrowing ofAll(String equal, String anyOf, String atLeast, String atMost) {
    return new Narrowing(
        Optional.of(equal), Optional.of(anyOf), Optional.of(atLeast), Optional.of(atMost));
  }
}
