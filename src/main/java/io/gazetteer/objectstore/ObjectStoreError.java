package io.gazetteer.objectstore;

import io.gazetteer.common.ErrorCode;

/** Errors of object stores. */
public enum ObjectStoreError implements ErrorCode {
  /**
   * No object store of this name is configured.
   *
   * <p>Use one of the names in the message, or configure {@code gazetteer.export.stores}.
   */
  OBJECT_STORE_UNKNOWN(400, false),
  /**
   * The settings of the object store contradict each other or are incomplete; the message lists
   * every error.
   *
   * <p>Correct the settings that the message names.
   */
  OBJECT_STORE_MISCONFIGURED(400, false),
  /**
   * The bucket or folder does not exist.
   *
   * <p>Create it, or correct its name in the settings.
   */
  OBJECT_STORE_NOT_FOUND(400, false),
  /**
   * The object store does not accept the identity, or does not allow it to do this.
   *
   * <p>Grant the permissions that docs/object-store.md lists, or correct the access key.
   */
  OBJECT_STORE_DENIED(400, false),
  /**
   * The bucket is in another region.
   *
   * <p>Set the region that the message names.
   */
  OBJECT_STORE_WRONG_REGION(400, false),
  /**
   * The object store does not respond, is busy, or broke the connection.
   *
   * <p>Check network and firewalls, then repeat the publication.
   */
  OBJECT_STORE_UNREACHABLE(503, true),
  /**
   * The disk of the store's folder is full.
   *
   * <p>Free disk space, then repeat the publication.
   */
  OBJECT_STORE_FULL(507, false),
  /**
   * The object store answered with another error.
   *
   * <p>Check the log of the store for the status in the message.
   */
  OBJECT_STORE_FAILED(502, false),
  /**
   * No object has this key.
   *
   * <p>Check the prefix and the key.
   */
  OBJECT_NOT_FOUND(404, false);

  private final int status;
  private final boolean retryable;

  ObjectStoreError(int status, boolean retryable) {
    this.status = status;
    this.retryable = retryable;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
