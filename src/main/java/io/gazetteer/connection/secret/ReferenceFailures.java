package io.gazetteer.connection.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;

/** Explains why a secret cannot be read. Names the reference, never the secret. */
final class ReferenceFailures {

  private ReferenceFailures() {}

  /** The secret is missing or unusable, or may not be read. */
  static AppException unresolved(SecretReference reference, String why) {
    return new AppException(
        ReferenceError.REFERENCE_NOT_RESOLVED, "The secret %s %s".formatted(reference.text(), why));
  }

  /** The secret store is not available; a retry may help. */
  static AppException unavailable(SecretReference reference, String why) {
    return new AppException(
        ReferenceError.SECRET_STORE_UNAVAILABLE,
        "The secret %s cannot be read: %s".formatted(reference.text(), why));
  }

  /** Returns the member of an object that the reference's key names. */
  static String member(JsonNode object, SecretReference reference) {
    String key = reference.key().orElseThrow();
    JsonNode member = object.path(key);
    if (member.isMissingNode()) {
      throw unresolved(reference, "has no key of that name. Check the spelling");
    }
    if (!member.isValueNode() || member.isNull()) {
      throw unresolved(reference, "has that key, but its value is not text");
    }
    return member.asText();
  }
}
