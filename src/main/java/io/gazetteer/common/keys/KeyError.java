package io.gazetteer.common.keys;

import io.gazetteer.common.ErrorCode;

/** Errors of the configured keys. */
public enum KeyError implements ErrorCode {
  /** A key is missing, malformed, or not one that the store was written with. */
  SECRET_KEY_INVALID;

  @Override
  public int status() {
    return 500;
  }
}
