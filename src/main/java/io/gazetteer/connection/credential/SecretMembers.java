package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.secret.SecretReference;
import java.util.Optional;
import java.util.Set;

/**
 * Members of a credential that may be references instead of values. In the encrypted secret a
 * literal is a text and a reference is an object, so that a stored text is never mistaken for a
 * reference.
 */
final class SecretMembers {

  /** Prefix of a literal that would otherwise be a reference. */
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
   * Returns the form of a member to encrypt.
   *
   * @param member its name in the encrypted secret
   * @param field its name in the faults
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

  /** Returns the reference in a member; empty if it is a literal or missing. */
  static Optional<SecretReference> reference(JsonNode sealed) {
    return Optional.ofNullable(sealed.path(REFERENCE).textValue()).map(SecretReference::parse);
  }

  /** Returns a literal's text or a reference as written, to check that there is a value. */
  static String text(JsonNode sealed) {
    return sealed.isObject() ? sealed.path(REFERENCE).asText("") : sealed.asText("");
  }
}
