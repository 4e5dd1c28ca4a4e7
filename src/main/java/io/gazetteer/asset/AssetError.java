package io.gazetteer.asset;

import io.gazetteer.common.ErrorCode;

/** How asking for assets can fail. */
public enum AssetError implements ErrorCode {
  /** No asset has that guid, or that type and path. */
  ASSET_NOT_FOUND(404),
  /** No archiving waits for approval there. */
  ARCHIVE_HOLD_NOT_FOUND(404),
  /** What waits there is another list by now than the one that was approved. */
  ARCHIVE_HOLD_CHANGED(409),
  /** Another run changed the database in the catalogue after this read of it had begun. */
  READ_OVERTAKEN(409);

  private final int status;

  AssetError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }

  /** Reading again is what helps against a read that came too late. */
  @Override
  public boolean retryable() {
    return this == READ_OVERTAKEN;
  }
}
