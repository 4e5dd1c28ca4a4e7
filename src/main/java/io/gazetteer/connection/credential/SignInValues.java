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
 * Values of a credential for signing in, including secrets. Blank values count as not set.
 *
 * @param username as sent; with iam_user and iam the access key
 * @param extra values stored in clear
 * @param secret encrypted values: {@code password}, and members of extra as {@code extra.<name>};
 *     see {@link SecretMembers}
 */
record SignInValues(String authType, String username, JsonNode extra, ObjectNode secret) {

  /** Prefix of members of extra that are stored with the secret. */
  static final String SEALED = "extra.";

  /** Returns the names of all members of extra, encrypted or not. */
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

  /** Returns the password, or the reference to it as written. */
  String password() {
    return SecretMembers.text(secret.path("password"));
  }

  /** Returns the references by member name, including the prefix {@code extra.}. */
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

  /** Returns whether a member of extra is a reference, whose text is not known yet. */
  boolean isReference(String name) {
    return SecretMembers.reference(secret.path(SEALED + name)).isPresent();
  }

  /** Returns the values with references replaced by their texts. */
  SignInValues resolved(Function<SecretReference, String> reader) {
    ObjectNode texts = secret.deepCopy();
    references().forEach((member, reference) -> texts.put(member, reader.apply(reference)));
    return new SignInValues(authType, username, extra, texts);
  }

  /** Returns a member of extra, encrypted or not; a reference as written. */
  Optional<String> extra(String name) {
    JsonNode sealed = secret.path(SEALED + name);
    return Optional.of(
            sealed.isMissingNode() ? extra.path(name).asText("") : SecretMembers.text(sealed))
        .filter(text -> !text.isBlank());
  }

  /** Returns the first member that is set, for values with several spellings. */
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
