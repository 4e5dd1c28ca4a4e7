package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.secret.SecretReference;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a credential that may be references instead of values. A literal stands in the
 * sealed secret as a text, a reference as an object, so that no text is ever taken for a reference
 * after it was read.
 */
final class SecretMembers {

  /** Before a literal text that would otherwise be taken for a reference. */
  static final String LITERAL = "value:";

  private static final String REFERENCE = "reference";

  private static final Set<String> REFERABLE =
      Set.of(
          "password",
          SignInValues.SEALED + "aws_secret_access_key",
          SignInValues.SEALED + "aws_session_token",
          SignInValues.SEALED + "aws_external_id",
          SignInValues.SEALED + "sslkey",
          SignInValues.SEALED + "sslpassword");

  private SecretMembers() {}

  /**
   * What is to be sealed of a member.
   *
   * @param member as named in the sealed secret
   * @param field its name in faults
   */
  static JsonNode read(String member, JsonNode sent, String field, Faults faults) {
    if (!REFERABLE.contains(member) || !sent.isTextual()) {
      return sent;
    }
    String text = sent.textValue();
    if (text.startsWith(LITERAL)) {
      return TextNode.valueOf(text.substring(LITERAL.length()));
    }
    if (!SecretReference.isOne(text)) {
      return sent;
    }
    try {
      SecretReference.parse(text);
    } catch (IllegalArgumentException malformed) {
      faults.add(field, malformed.getMessage());
    }
    return JsonNodeFactory.instance.objectNode().put(REFERENCE, text);
  }

  /** The reference that a sealed member is; empty where it is a literal or not there. */
  static Optional<SecretReference> reference(JsonNode sealed) {
    return Optional.ofNullable(sealed.path(REFERENCE).textValue()).map(SecretReference::parse);
  }

  /** A literal's text or a reference as written, for whether something is there at all. */
  static String text(JsonNode sealed) {
    return sealed.isObject() ? sealed.path(REFERENCE).asText("") : sealed.asText("");
  }
}
