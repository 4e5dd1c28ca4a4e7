package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.connection.secret.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a credential says about signing in, secrets included. Blank values count as not given.
 *
 * @param username as sent; with iam_user and iam the access key
 * @param extra what is kept in clear
 * @param secret what is sealed: {@code password}, and members of extra as {@code extra.<name>}; see
 *     {@link SecretMembers}
 */
record SignInValues(String authType, String username, JsonNode extra, ObjectNode secret) {

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

  /** The password, or the reference to it as written. */
  String password() {
    return SecretMembers.text(secret.path("password"));
  }

  /** The references among the secrets by the members' names, {@code extra.} included. */
  Map<String, SecretReference> references() {
    Map<String, SecretReference> found = new LinkedHashMap<>();
    secret
        .properties()
        .forEach(
            entry ->
                SecretMembers.reference(entry.getValue())
                    .ifPresent(reference -> found.put(entry.getKey(), reference)));
    return found;
  }

  /** True where a member of extra is a reference, so that its text is not known yet. */
  boolean isReference(String name) {
    return SecretMembers.reference(secret.path(SEALED + name)).isPresent();
  }

  /** The same with texts in the place of references. */
  SignInValues resolved(Function<SecretReference, String> reader) {
    ObjectNode texts = secret.deepCopy();
    references().forEach((member, reference) -> texts.put(member, reader.apply(reference)));
    return new SignInValues(authType, username, extra, texts);
  }

  /** A member of extra, wherever it is kept; a reference as written. */
  Optional<String> extra(String name) {
    JsonNode sealed = secret.path(SEALED + name);
    return Optional.of(
            sealed.isMissingNode() ? extra.path(name).asText("") : SecretMembers.text(sealed))
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
