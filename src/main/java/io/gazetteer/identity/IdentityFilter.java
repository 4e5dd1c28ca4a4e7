package io.gazetteer.identity;

import java.util.List;
import java.util.Optional;

/** Which records of an {@link IdentityList} are wanted. Fields are compared as text. */
public sealed interface IdentityFilter {

  IdentityFilter NONE = new All(List.of());

  /** All of them hold; always where there are none. */
  record All(List<IdentityFilter> filters) implements IdentityFilter {}

  /** At least one of them holds; always where there are none. */
  record Any(List<IdentityFilter> filters) implements IdentityFilter {}

  /**
   * The field has the value.
   *
   * @param value empty where the field must have none
   */
  record Equal(String field, Optional<String> value) implements IdentityFilter {}

  /** The opposite of {@link Equal}. */
  record NotEqual(String field, Optional<String> value) implements IdentityFilter {}

  /** The field fits a pattern of {@code %} and {@code _}, whatever the case of its letters. */
  record Like(String field, String pattern) implements IdentityFilter {}

  record In(String field, List<String> values) implements IdentityFilter {}

  static IdentityFilter id(String id) {
    return new Equal("id", Optional.of(id));
  }
}
