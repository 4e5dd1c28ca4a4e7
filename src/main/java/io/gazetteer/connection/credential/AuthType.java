package io.gazetteer.connection.credential;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** How a credential signs in at its server. */
enum AuthType {
  /** User name and password. */
  BASIC("basic"),
  /** An access key of AWS, by its first name. */
  IAM_USER("iam_user"),
  /** An access key of AWS, by its second name. */
  IAM("iam"),
  /** A role of AWS. */
  IAM_ROLE("iam_role");

  @EnumeratedValue private final String wire;

  AuthType(String wire) {
    this.wire = wire;
  }

  /** The name that clients use, which is stored too. */
  String wire() {
    return wire;
  }

  /** The type that clients call so; empty where there is none. */
  static Optional<AuthType> ofWire(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
