package io.gazetteer.objectstore.files;

import io.gazetteer.common.ErrorCode;

/** Errors of uploaded files. */
public enum FileError implements ErrorCode {
  /** The key, method or expiry of a requested link is invalid; every invalid field is listed. */
  FILE_REQUEST_INVALID(400),
  /** The link was changed, is for another method, or has expired. 403 would be tried again. */
  FILE_LINK_INVALID(400),
  /** Nothing was put under that key. */
  FILE_NOT_FOUND(404),
  /** The file is larger than what is taken. */
  FILE_TOO_LARGE(413),
  /** All files together would exceed their quota. */
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
