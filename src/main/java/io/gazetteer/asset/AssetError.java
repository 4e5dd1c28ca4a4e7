package io.gazetteer.asset;

import io.gazetteer.common.ErrorCode;

/** Errors of assets. */
public enum AssetError implements ErrorCode {
  /**
   * No asset has this guid.
   *
   * <p>Search for the asset by its qualified name. It may have been purged.
   */
  GUID_NOT_FOUND(404, "ATLAS-404-00-005"),
  /**
   * No asset has this type and qualified name.
   *
   * <p>Check both; in a qualified name {@code /} within a name is {@code %2F}.
   */
  ASSET_NOT_FOUND(404, "ATLAS-404-00-009"),
  /**
   * No type definition has this name.
   *
   * <p>Check the name against the type definitions.
   */
  TYPE_NOT_FOUND(404),
  /**
   * No archiving waits for approval there.
   *
   * <p>Reload the workflow's page: it was approved, or a later run found nothing to archive.
   */
  ARCHIVE_HOLD_NOT_FOUND(404),
  /**
   * The list of assets to archive has changed since you looked at it. Nothing was approved.
   *
   * <p>Look at the new list and approve that.
   */
  ARCHIVE_HOLD_CHANGED(409),
  /**
   * Another run changed the database in the catalogue after this read began.
   *
   * <p>It is retried. If it lasts, let only one workflow crawl the database.
   */
  READ_OVERTAKEN(409),
  /**
   * The source sent two objects of the same type and path. Nothing was changed.
   *
   * <p>Report the bug with the two names in the message.
   */
  STAGED_TWICE(400),
  /**
   * Entities to save or delete are invalid; the message lists every error. Nothing was stored.
   *
   * <p>Correct what the message names.
   */
  ENTITY_INVALID(400),
  /**
   * A crawl is writing the same database.
   *
   * <p>Retry when the crawl has finished.
   */
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
