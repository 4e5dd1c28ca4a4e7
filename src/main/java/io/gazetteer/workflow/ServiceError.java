package io.gazetteer.workflow;

import io.gazetteer.common.ErrorCode;

/** Errors of the connector application. */
public enum ServiceError implements ErrorCode {
  /**
   * The request of the connector application is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  SERVICE_REQUEST_INVALID(400),
  /**
   * The connection has no credential to examine its server with.
   *
   * <p>Set a credential on the connection.
   */
  CONNECTION_WITHOUT_CREDENTIAL(400),
  /**
   * No form has this id.
   *
   * <p>List the forms and use one of their ids.
   */
  CONFIGMAP_NOT_FOUND(404),
  /**
   * The inputs are larger than an address may be.
   *
   * <p>Send fewer or shorter inputs.
   */
  INPUTS_TOO_LARGE(413);

  private final int status;

  ServiceError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
