package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.secret.SecretReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secret members of a credential, which are kept sealed: {@code password}, and members of extra
 * as {@code extra.<name>}. Each is a literal or a reference.
 */
record SecretMembers(Map<String, Member> members) {

  static final SecretMembers NONE = new SecretMembers(Map.of());

  static final String PASSWORD = "password";

  /** Begins the names of those members of extra that are secret. */
  static final String EXTRA = "extra.";

  /** Prefix of a literal that would otherwise be a reference. */
  private static final String LITERAL = "value:";

  private static final String REFERENCE = "reference";

  private static final Set<String> REFERABLE =
      Set.of(
          PASSWORD,
          EXTRA + "aws_secret_access_key",
          EXTRA + "aws_session_token",
          EXTRA + "aws_external_id",
          EXTRA + "sslkey",
          EXTRA + "sslpassword");

  private static final ObjectMapper JSON = new ObjectMapper();

  SecretMembers {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * One member, never printed.
   *
   * @param isReference whether the secret is kept elsewhere
   */
  record Member(String text, boolean isReference) {

    Optional<SecretReference> reference() {
      return isReference ? Optional.of(SecretReference.parse(text)) : Optional.empty();
    }

    @Override
    public String toString() {
      return "Member[]";
    }
  }

  /**
   * Reads a member as sent.
   *
   * @param field its name in errors
   */
  static Member read(String name, String text, String field, FieldErrors errors) {
    boolean referable = REFERABLE.contains(name);
    if (referable && text.startsWith(LITERAL)) {
      return new Member(text.substring(LITERAL.length()), false);
    }
    if (!referable || !SecretReference.isOne(text)) {
      return new Member(text, false);
    }
    try {
      SecretReference.parse(text);
    } catch (IllegalArgumentException malformed) {
      errors.add(field, malformed.getMessage());
    }
    return new Member(text, true);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** A member; empty where it is not there. */
  Optional<Member> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** These members over stored ones; a blank one takes the stored one away. */
  SecretMembers over(SecretMembers stored) {
    Map<String, Member> all = new LinkedHashMap<>(stored.members);
    all.putAll(members);
    all.values().removeIf(member -> member.text().isBlank());
    return new SecretMembers(all);
  }

  /**
   * What is sealed: a literal is a text there, a reference an object, so that none is the other.
   */
  byte[] json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    members.forEach(
        (name, member) -> {
          if (member.isReference()) {
            json.putObject(name).put(REFERENCE, member.text());
          } else {
            json.put(name, member.text());
          }
        });
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What was sealed. */
  static SecretMembers parse(byte[] json) {
    Map<String, Member> members = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
        String reference = entry.getValue().path(REFERENCE).textValue();
        boolean literal = reference == null;
        members.put(
            entry.getKey(),
            new Member(literal ? entry.getValue().asText("") : reference, !literal));
      }
    } catch (IOException notJson) {
      // Without the cause, whose message could quote the secret.
      throw new IllegalStateException("A secret is not JSON");
    }
    return new SecretMembers(members);
  }

  @Override
  public String toString() {
    return "SecretMembers" + members.keySet();
  }
}
