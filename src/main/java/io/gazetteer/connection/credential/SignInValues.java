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
 * Values of a credential for signing in, including secrets. Blank values count as not set.
 *
 * @param username as sent; with iam_user and iam the access key
 * @param extra values stored in clear
 */
record SignInValues(String authType, String username, JsonMembers extra, SecretMembers secret) {

  /** Returns the names of all members of extra, encrypted or not. */
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

  /** Returns the references by member name, including the prefix {@code extra.}. */
  Map<String, SecretReference> references() {
    Map<String, SecretReference> found = new LinkedHashMap<>();
    secret
        .members()
        .forEach(
            (name, member) ->
                member.reference().ifPresent(reference -> found.put(name, reference)));
    return found;
  }

  /** Returns whether a member of extra is a reference, whose text is not known yet. */
  boolean isReference(String name) {
    return secret
        .get(SecretMembers.EXTRA + name)
        .filter(SecretMembers.Member::isReference)
        .isPresent();
  }

  /** Returns the values with references replaced by their texts. */
  SignInValues resolved(Function<SecretReference, String> reader) {
    Map<String, SecretMembers.Member> texts = new LinkedHashMap<>(secret.members());
    references()
        .forEach(
            (name, reference) ->
                texts.put(name, new SecretMembers.Member(reader.apply(reference), false)));
    return new SignInValues(authType, username, extra, new SecretMembers(texts));
  }

  /** Returns a member of extra, encrypted or not; a reference as written. */
  Optional<String> extra(String name) {
    Optional<SecretMembers.Member> sealed = secret.get(SecretMembers.EXTRA + name);
    return sealed.isPresent()
        ? sealed.map(SecretMembers.Member::text).filter(text -> !text.isBlank())
        : extra.text(name);
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
