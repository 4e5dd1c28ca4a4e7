package io.gazetteer.identity;

import java.util.List;
import java.util.Optional;

/** Selects records of an {@link IdentityList}. Fields are compared as text. */
public sealed interface IdentityFilter {

  /** Selects all records. */
  IdentityFilter NONE = new All(List.of());

  /** Matches if all filters match, and if there are none. */
  record All(List<IdentityFilter> filters) implements IdentityFilter {}

  /** Matches if at least one filter matches, and if there are none. */
  record Any(List<IdentityFilter> filters) implements IdentityFilter {}

  /**
   * Matches if the field has the value.
   *
   * @param value empty = the field must be null
   */
  record Equal(String field, Optional<String> value) implements IdentityFilter {}

  /** The negation of {@link Equal}. */
  record NotEqual(String field, Optional<String> value) implements IdentityFilter {}

  /** Matches a LIKE pattern with {@code %} and {@code _}, ignoring case. */
  record Like(String field, String pattern) implements IdentityFilter {}

  /** Matches if the field has one of the values. */
  record In(String field, List<String> values) implements IdentityFilter {}

  /** Returns the filter that selects the record with an id. */
  static IdentityFilter id(String id) {
    return new Equal("id", Optional.of(id));
  }
}
