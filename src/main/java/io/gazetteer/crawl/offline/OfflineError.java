package io.gazetteer.crawl.offline;

import io.gazetteer.common.ErrorCode;

/** How files can fail an offline extraction, besides what their store does. */
public enum OfflineError implements ErrorCode {
  /** This service is not set up to read that bucket. */
  OFFLINE_BUCKET_NOT_ALLOWED,
  /** Under the prefix lies nothing that can be read, or its names cannot be. */
  OFFLINE_NOTHING_FOUND,
  /** What lies there was read from another kind of system. */
  OFFLINE_OTHER_CONNECTOR,
  /** The files say that the database could not be read, or say nothing of it. */
  OFFLINE_DATABASE_NOT_READ,
  /** A file that has to be there is missing. */
  OFFLINE_FILE_MISSING,
  /** The published run was deleted while it was read; a newer one may be there. */
  OFFLINE_RUN_REMOVED,
  /** A file is cut off, is not the one that was written, or cannot be understood. */
  OFFLINE_FILE_DAMAGED,
  /** Somebody stopped the run in the middle of a file. */
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
