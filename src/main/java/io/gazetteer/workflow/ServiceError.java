package io.gazetteer.workflow;

import io.gazetteer.common.ErrorCode;

/** Faults of requests in the application's form. */
public enum ServiceError implements ErrorCode {
  /** The request has faults; all are listed. */
  SERVICE_REQUEST_INVALID(400),
  /** The connection has no credential to look at its server with. */
  CONNECTION_WITHOUT_CREDENTIAL(400),
  /** There is no form of that id. */
  CONFIGMAP_NOT_FOUND(404),
  /** More inputs than an address may hold. */
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
