package io.gazetteer.objectstore.files;

import io.gazetteer.common.ErrorCode;

/** Errors of uploaded files. */
public enum FileError implements ErrorCode {
  /**
   * The key, method or expiry of a requested link is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  FILE_REQUEST_INVALID(400),
  /**
   * The link was changed, is for another method, or has expired. It is not 403, which clients would
   * retry.
   *
   * <p>Request a new link.
   */
  FILE_LINK_INVALID(400),
  /**
   * No file was uploaded under this key.
   *
   * <p>Check the key, or upload the file first.
   */
  FILE_NOT_FOUND(404),
  /**
   * The file is larger than {@code gazetteer.files.max-bytes}.
   *
   * <p>Upload a smaller file, or raise the limit.
   */
  FILE_TOO_LARGE(413),
  /**
   * All files together would exceed {@code gazetteer.files.max-total-bytes}.
   *
   * <p>Delete files, or raise the limit.
   */
  FILE_QUOTA_EXCEEDED(413);

  private final int status;

  FileError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
