package io.gazetteer.connection.credential;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** Authentication method of a credential. */
enum AuthType {
  /** User name and password. */
  BASIC("basic"),
  /** An AWS access key. */
  IAM_USER("iam_user"),
  /** An AWS access key, under its other name. */
  IAM("iam"),
  /** A role of AWS. */
  IAM_ROLE("iam_role");

  @EnumeratedValue private final String wire;

  AuthType(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  static Optional<AuthType> ofWire(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
