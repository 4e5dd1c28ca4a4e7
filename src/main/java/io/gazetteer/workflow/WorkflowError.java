package io.gazetteer.workflow;

import io.gazetteer.common.ErrorCode;

/** Faults of workflows. */
public enum WorkflowError implements ErrorCode {
  /** No workflow in use has that name. */
  WORKFLOW_NOT_FOUND(404),
  /** The name is taken by a workflow that another request made. */
  WORKFLOW_EXISTS(409),
  /** The definition has faults; all are listed. */
  WORKFLOW_INVALID(400),
  /** The definition is for a kind of system that no source of this service reads. */
  PACKAGE_NOT_SUPPORTED(400);

  private final int status;

  WorkflowError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
