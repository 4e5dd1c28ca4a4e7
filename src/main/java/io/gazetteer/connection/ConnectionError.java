package io.gazetteer.connection;

import io.gazetteer.common.ErrorCode;

/** Faults of connections and credentials on our side; faults of the server are SourceError. */
public enum ConnectionError implements ErrorCode {
  CONNECTION_NOT_FOUND(404),
  CREDENTIAL_NOT_FOUND(404),
  /** The body of a credential or of a connection test has faults; all are listed. */
  CREDENTIAL_INVALID(400),
  /** A credential that was to be tested first did not pass. */
  CREDENTIAL_TEST_FAILED(400),
  /** The credential has no password stored. */
  CREDENTIAL_WITHOUT_SECRET(400),
  /** A way to sign in that the server's connector does not know. */
  SIGN_IN_NOT_AVAILABLE(400),
  /** The way to sign in needs TLS, and the connection does not insist on it. */
  TLS_REQUIRED(400),
  /** A certificate or key for TLS cannot be read. */
  TLS_UNUSABLE(400),
  /** A stored secret cannot be opened: its key is not configured, or the row was tampered with. */
  SECRET_UNREADABLE(500);

  private final int status;

  ConnectionError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
