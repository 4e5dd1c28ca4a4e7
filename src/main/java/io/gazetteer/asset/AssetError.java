package io.gazetteer.asset;

import io.gazetteer.common.ErrorCode;

/** How asking for assets, and changing them, can fail. */
public enum AssetError implements ErrorCode {
  /** No asset has that guid. */
  GUID_NOT_FOUND(404, "ATLAS-404-00-005"),
  /** No asset has that type and qualified name. */
  ASSET_NOT_FOUND(404, "ATLAS-404-00-009"),
  /** Nobody added a definition of that name to the model. */
  TYPE_NOT_FOUND(404),
  /** No archiving waits for approval there. */
  ARCHIVE_HOLD_NOT_FOUND(404),
  /** What waits there is another list by now than the one that was approved. */
  ARCHIVE_HOLD_CHANGED(409),
  /** Another run changed the database in the catalogue after this read of it had begun. */
  READ_OVERTAKEN(409),
  /** A source sent two objects of one type and path; nothing was changed. */
  STAGED_TWICE(400),
  /** What was to be saved or deleted has faults; all are listed, nothing was stored. */
  ENTITY_INVALID(400),
  /** A crawl is writing the same database; the same request works once it is done. */
  ASSET_BUSY(409);

  private final int status;

  /** Empty = the name of the constant. */
  private final String wireName;

  AssetError(int status) {
    this(status, "");
  }

  AssetError(int status, String wireName) {
    this.status = status;
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName.isEmpty() ? name() : wireName;
  }

  @Override
  public int status() {
    return status;
  }

  /** Reading again is what helps against a read that came too late; waiting, against a crawl. */
  @Override
  public boolean retryable() {
    return this == READ_OVERTAKEN || this == ASSET_BUSY;
  }
}
