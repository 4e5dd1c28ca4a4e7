package io.gazetteer.common.keys;

import io.gazetteer.common.ErrorCode;

/** Errors of the keys that encrypt credentials. */
public enum KeyError implements ErrorCode {
  /**
   * A key of stored credentials is missing or malformed, or is not one that the catalog database
   * was written with.
   *
   * <p>Configure the key that the message names with {@code gazetteer.secrets.key}, {@code
   * key-file} or {@code previous-keys}.
   */
  SECRET_KEY_INVALID;

  @Override
  public int status() {
    return 500;
  }
}
