package io.gazetteer.objectstore;

import io.gazetteer.common.ErrorCode;

/** How an object store can fail. */
public enum ObjectStoreError implements ErrorCode {
  /** No store of that name is configured. */
  OBJECT_STORE_UNKNOWN(400, false),
  /** The configuration of the store is not usable; every invalid setting is listed. */
  OBJECT_STORE_MISCONFIGURED(400, false),
  /** There is no such bucket, or no such folder. */
  OBJECT_STORE_NOT_FOUND(400, false),
  /** The store knows the caller and does not let it do this, or does not know it. */
  OBJECT_STORE_DENIED(400, false),
  /** The bucket lies in another region than the one asked. */
  OBJECT_STORE_WRONG_REGION(400, false),
  /** No way through the network, no answer in time, broken off, or busy. */
  OBJECT_STORE_UNREACHABLE(503, true),
  /** The local folder's disk is full. */
  OBJECT_STORE_FULL(507, false),
  /** The store answered with an error that is none of these. */
  OBJECT_STORE_FAILED(502, false),
  /** There is no object under that key. */
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
