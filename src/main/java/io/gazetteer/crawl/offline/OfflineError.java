package io.gazetteer.crawl.offline;

import io.gazetteer.common.ErrorCode;

/** Errors of files in an offline extraction; stores have errors of their own. */
public enum OfflineError implements ErrorCode {
  /** This service is not allowed to read that bucket. */
  OFFLINE_BUCKET_NOT_ALLOWED,
  /** There is nothing to read at the prefix, or its name is invalid. */
  OFFLINE_NOTHING_FOUND,
  /** The files are from another connector. */
  OFFLINE_OTHER_CONNECTOR,
  /** The files say that the database could not be read, or do not contain it. */
  OFFLINE_DATABASE_NOT_READ,
  /** A required file is missing. */
  OFFLINE_FILE_MISSING,
  /** The published run was deleted while it was read; a newer one may be there. */
  OFFLINE_RUN_REMOVED,
  /** A file is truncated, is not the one that was written, or has invalid content. */
  OFFLINE_FILE_DAMAGED,
  /** The run was stopped in the middle of a file. */
  OFFLINE_READ_STOPPED;

  @Override
  public int status() {
    return 400;
  }

  @Override
  public boolean retryable() {
    return this == OFFLINE_RUN_REMOVED;
  }
}
