package io.gazetteer.publish;

import io.gazetteer.common.ErrorCode;

/** Errors of published runs. */
public enum PublicationError implements ErrorCode {
  /**
   * The folder has no manifest.
   *
   * <p>Check the prefix. A run that is still publishing has no manifest yet.
   */
  PUBLICATION_NOT_FOUND(404),
  /**
   * The manifest has a format or version that this program does not know.
   *
   * <p>Read it with a newer version of Gazetteer.
   */
  PUBLICATION_FORMAT_UNKNOWN(400),
  /**
   * The manifest, or a file that it names, is invalid.
   *
   * <p>Publish the run again. The file may have been changed after it was written.
   */
  PUBLICATION_INVALID(400),
  /**
   * The run did not publish, or its publication was deleted by age.
   *
   * <p>Let the workflow publish, and run it again.
   */
  PUBLICATION_NONE(404),
  /**
   * The manifest names no such file.
   *
   * <p>Use one of the file names in the manifest.
   */
  PUBLICATION_FILE_NOT_FOUND(404),
  /**
   * The run is already published, or is being published.
   *
   * <p>Nothing. To publish newer metadata, run the workflow again.
   */
  PUBLICATION_NOT_REPEATABLE(409),
  /**
   * What the run read is not, or no longer, on this machine.
   *
   * <p>Run the workflow again, or repeat the publication on the instance that ran it.
   */
  PUBLICATION_SPOOL_GONE(409),
  /**
   * The run was stopped before it was complete.
   *
   * <p>Run the workflow again.
   */
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
