package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a credential says about signing in, secrets included. Blank values count as not given.
 *
 * @param username as sent; with iam_user and iam the access key
 * @param extra what is kept in clear
 * @param secret what is sealed: {@code password}, and members of extra as {@code extra.<name>}
 */
record SignInValues(String authType, String username, JsonNode extra, JsonNode secret) {

  /** Begins the names of those members of extra that are kept with the secret. */
  static final String SEALED = "extra.";

  /** Every member of extra by name, wherever it is kept. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    extra.fieldNames().forEachRemaining(names::add);
    secret
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith(SEALED)) {
                names.add(name.substring(SEALED.length()));
              }
            });
    return names;
  }

  boolean isIam() {
    return !authType.equals("basic");
  }

  boolean isRole() {
    return authType.equals("iam_role");
  }

  String password() {
    return secret.path("password").asText("");
  }

  /** A member of extra, wherever it is kept. */
  Optional<String> extra(String name) {
    JsonNode sealed = secret.path(SEALED + name);
    return Optional.of((sealed.isMissingNode() ? extra.path(name) : sealed).asText(""))
        .filter(text -> !text.isBlank());
  }

  /** The first of some members that is given; for things that clients spell in several ways. */
  Optional<String> anyOf(String... names) {
    for (String name : names) {
      if (extra(name).isPresent()) {
        return extra(name);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "SignInValues[authType=" + authType + "]";
  }
}
