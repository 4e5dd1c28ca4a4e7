package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.objectstore.ObjectKeys;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStoreError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Opens files of a store one after the other, and can be cancelled from another thread. Closing it
 * closes the store.
 */
final class StoreReads implements AutoCloseable {

  private final ObjectStore store;
  private volatile boolean cancelled;
  // Null until something was opened.
  private volatile InputStream open;

  StoreReads(ObjectStore store) {
    this.store = store;
  }

  ObjectStore store() {
    return store;
  }

  /**
   * Opens a file; empty if there is none. The caller closes it before opening the next.
   *
   * @throws AppException an {@link ObjectStoreError}, or OFFLINE_NOTHING_FOUND for an invalid name
   */
  Optional<InputStream> find(String key) {
    checkKey(key);
    try {
      InputStream found = store.read(key);
      open = found;
      return Optional.of(new Breakable(found));
    } catch (AppException failure) {
      if (failure.code() == ObjectStoreError.OBJECT_NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  boolean has(String key) {
    Optional<InputStream> found = find(key);
    found.ifPresent(StoreReads::closeQuietly);
    return found.isPresent();
  }

  static void checkKey(String key) {
    if (!ObjectKeys.isKey(key)) {
      throw new AppException(
          OfflineError.OFFLINE_NOTHING_FOUND,
          ("The name %s is invalid: between slashes it may contain letters A to Z, digits and"
                  + " . _ = + @ %% -, and must not begin with a dot")
              .formatted(key));
    }
  }

  /** Makes the current read and all later ones fail soon. From any thread; never throws. */
  void cancel() {
    cancelled = true;
    InputStream stream = open;
    if (stream != null) {
      closeQuietly(stream);
    }
  }

  /** Nothing is stored of a file that is not read to its end, so an error here does not matter. */
  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException | AppException fault) {
      // See above.
    }
  }

  @Override
  public void close() {
    store.close();
  }

  /** Notices a cancel even if the store continues. */
  private final class Breakable extends FilterInputStream {

    Breakable(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      throwIfCancelled();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throwIfCancelled();
      int count = super.read(bytes, offset, length);
      throwIfCancelled();
      return count;
    }

    private void throwIfCancelled() {
      if (cancelled) {
        throw new AppException(OfflineError.OFFLINE_READ_STOPPED, "The read was stopped");
      }
    }
  }
}
