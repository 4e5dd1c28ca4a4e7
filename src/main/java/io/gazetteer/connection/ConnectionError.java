package io.gazetteer.connection;

import io.gazetteer.common.ErrorCode;

/** Errors of connections and credentials on our side. */
public enum ConnectionError implements ErrorCode {
  /**
   * No connection has this guid.
   *
   * <p>List the connections and use one of their guids.
   */
  CONNECTION_NOT_FOUND(404),
  /**
   * No credential has this guid.
   *
   * <p>List the credentials and use one of their guids.
   */
  CREDENTIAL_NOT_FOUND(404),
  /**
   * The credential, or the input of a connection test, is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  CREDENTIAL_INVALID(400),
  /**
   * The connection test failed, so the credential was not stored.
   *
   * <p>Correct what the message names, or store it without a test.
   */
  CREDENTIAL_TEST_FAILED(400),
  /**
   * The credential has no stored password.
   *
   * <p>Enter its password again.
   */
  CREDENTIAL_WITHOUT_SECRET(400),
  /**
   * The connector does not know this authentication method.
   *
   * <p>Use one of the methods in the message.
   */
  SIGN_IN_NOT_AVAILABLE(400),
  /**
   * The authentication method requires TLS, but the connection does not insist on it.
   *
   * <p>Set {@code sslmode} to {@code require} or stricter.
   */
  TLS_REQUIRED(400),
  /**
   * A certificate or key for TLS cannot be read.
   *
   * <p>Enter the certificate and the key again, as PEM.
   */
  TLS_UNUSABLE(400),
  /**
   * A stored secret cannot be decrypted: its key is not configured, or the row was changed.
   *
   * <p>Configure the earlier key in {@code gazetteer.secrets.previous-keys}, or enter the password
   * again.
   */
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
