package io.gazetteer.connection.credential;

import io.gazetteer.common.JsonMembers;
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
 * @param secret what is sealed
 */
record SignInValues(String authType, String username, JsonMembers extra, SecretMembers secret) {

  /** Every member of extra by name, wherever it is kept. */
  List<String> names() {
    List<String> names = new ArrayList<>(extra.names());
    for (String member : secret.members().keySet()) {
      if (member.startsWith(SecretMembers.EXTRA)) {
        names.add(member.substring(SecretMembers.EXTRA.length()));
      }
    }
    return names;
  }

  boolean isIam() {
    return !authType.equals("basic");
  }

  boolean isRole() {
    return authType.equals("iam_role");
  }

  /** The password, or the reference to it as written; empty where there is none. */
  String password() {
    return secret.get(SecretMembers.PASSWORD).map(SecretMembers.Member::text).orElse("");
  }

  /** The references among the secrets by the members' names, {@code extra.} included. */
  Map<String, SecretReference> references() {
    Map<String, SecretReference> found = new LinkedHashMap<>();
    secret
        .members()
        .forEach(
            (name, member) ->
                member.reference().ifPresent(reference -> found.put(name, reference)));
    return found;
  }

  /** True where a member of extra is a reference, so that its text is not known yet. */
  boolean isReference(String name) {
    return secret
        .get(SecretMembers.EXTRA + name)
        .filter(SecretMembers.Member::isReference)
        .isPresent();
  }

  /** The same with texts in the place of references. */
  SignInValues resolved(Function<SecretReference, String> reader) {
    Map<String, SecretMembers.Member> texts = new LinkedHashMap<>(secret.members());
    references()
        .forEach(
            (name, reference) ->
                texts.put(name, new SecretMembers.Member(reader.apply(reference), false)));
    return new SignInValues(authType, username, extra, new SecretMembers(texts));
  }

  /** A member of extra, wherever it is kept; a reference as written. */
  Optional<String> extra(String name) {
    Optional<SecretMembers.Member> sealed = secret.get(SecretMembers.EXTRA + name);
    return sealed.isPresent()
        ? sealed.map(SecretMembers.Member::text).filter(text -> !text.isBlank())
        : extra.text(name);
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
