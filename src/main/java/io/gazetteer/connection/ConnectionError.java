package io.gazetteer.connection;

import io.gazetteer.common.ErrorCode;

/** Errors of connections and credentials on our side; errors of the server are SourceError. */
public enum ConnectionError implements ErrorCode {
  CONNECTION_NOT_FOUND(404),
  CREDENTIAL_NOT_FOUND(404),
  /** The body of a credential or of a connection test is invalid; every invalid field is listed. */
  CREDENTIAL_INVALID(400),
  /** The test of a credential that was requested before storing it failed. */
  CREDENTIAL_TEST_FAILED(400),
  /** The credential has no password stored. */
  CREDENTIAL_WITHOUT_SECRET(400),
  /** The connector does not support the authentication method. */
  SIGN_IN_NOT_AVAILABLE(400),
  /** The authentication method requires TLS, and the TLS mode does not enforce it. */
  TLS_REQUIRED(400),
  /** A certificate or key for TLS cannot be read. */
  TLS_UNUSABLE(400),
  /** A stored secret cannot be decrypted: its key is not configured, or the row was changed. */
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
