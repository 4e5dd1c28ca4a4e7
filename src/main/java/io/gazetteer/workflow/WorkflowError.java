package io.gazetteer.workflow;

import io.gazetteer.common.ErrorCode;

/** Errors of workflows. */
public enum WorkflowError implements ErrorCode {
  /**
   * No active workflow has this name.
   *
   * <p>List the workflows and use one of their names.
   */
  WORKFLOW_NOT_FOUND(404),
  /**
   * Another workflow already has this name.
   *
   * <p>Choose another name, or update that workflow.
   */
  WORKFLOW_EXISTS(409),
  /**
   * The definition of the workflow is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  WORKFLOW_INVALID(400),
  /**
   * The definition is for a kind of system that this service cannot crawl.
   *
   * <p>Use the package of PostgreSQL.
   */
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
