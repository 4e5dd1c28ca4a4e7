package io.gazetteer.publish;

import io.gazetteer.common.ErrorCode;

/** How a published run can be none. */
public enum PublicationError implements ErrorCode {
  /** The folder has no manifest, so nothing is there. */
  PUBLICATION_NOT_FOUND(404),
  /** The manifest is of another format, or of a version that this program does not know. */
  PUBLICATION_FORMAT_UNKNOWN(400),
  /** The manifest, or a file that it names, is not as it has to be. */
  PUBLICATION_INVALID(400),
  /** The run was not to publish, or what it published was deleted in its time. */
  PUBLICATION_NONE(404),
  /** The manifest names no such file. */
  PUBLICATION_FILE_NOT_FOUND(404),
  /** It is published already, or somebody is at it. */
  PUBLICATION_NOT_REPEATABLE(409),
  /** What the run read is not kept on this machine, or not any more. */
  PUBLICATION_SPOOL_GONE(409),
  /** The run was stopped before it was done. */
  PUBLICATION_STOPPED(409);

  private final int status;

  PublicationError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
