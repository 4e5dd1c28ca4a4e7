package io.gazetteer.asset;

import io.gazetteer.common.ErrorCode;

/** How asking for assets can fail. */
public enum AssetError implements ErrorCode {
  /** No asset has that guid, or that type and path. */
  ASSET_NOT_FOUND(404),
  /** No archiving waits for approval there. */
  ARCHIVE_HOLD_NOT_FOUND(404);

  private final int status;

  AssetError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
