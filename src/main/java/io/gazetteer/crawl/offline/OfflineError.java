package io.gazetteer.crawl.offline;

import io.gazetteer.common.ErrorCode;

/** Errors of offline extraction. */
public enum OfflineError implements ErrorCode {
  /**
   * The settings do not allow this service to read the bucket.
   *
   * <p>Add it to {@code gazetteer.offline.buckets}.
   */
  OFFLINE_BUCKET_NOT_ALLOWED,
  /**
   * Nothing readable is under the prefix.
   *
   * <p>Check bucket and prefix, and whether the extraction has finished.
   */
  OFFLINE_NOTHING_FOUND,
  /**
   * The files were read from another kind of system.
   *
   * <p>Use a prefix with files of a PostgreSQL server.
   */
  OFFLINE_OTHER_CONNECTOR,
  /**
   * According to the files the database was not read.
   *
   * <p>Extract the database again; its manifest says why it failed.
   */
  OFFLINE_DATABASE_NOT_READ,
  /**
   * A required file is missing.
   *
   * <p>Upload the complete folder again.
   */
  OFFLINE_FILE_MISSING,
  /**
   * The published run was deleted while it was being read.
   *
   * <p>It is retried with the newest run.
   */
  OFFLINE_RUN_REMOVED,
  /**
   * A file is truncated, was changed after it was written, or cannot be parsed.
   *
   * <p>Upload the complete folder again.
   */
  OFFLINE_FILE_DAMAGED,
  /**
   * The run was stopped in the middle of a file.
   *
   * <p>Run the workflow again.
   */
  OFFLINE_READ_STOPPED;

  @Override
  public boolean retryable() {
    return this == OFFLINE_RUN_REMOVED;
  }
}
