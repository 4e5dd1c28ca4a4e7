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
 * Opens files of a store one after the other, so that whoever waits for one can be let go from
 * another thread. Closing it closes the store.
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
   * A file; empty where there is none. The caller closes it before it opens the next.
   *
   * @throws AppException an {@link ObjectStoreError}, or OFFLINE_NOTHING_FOUND where a store could
   *     not have such a name
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

  /** Whether there is such a file. */
  boolean has(String key) {
    Optional<InputStream> found = find(key);
    found.ifPresent(StoreReads::closeQuietly);
    return found.isPresent();
  }

  static void checkKey(String key) {
    if (!ObjectKeys.isKey(key)) {
      throw new AppException(
          OfflineError.OFFLINE_NOTHING_FOUND,
          ("The name %s cannot be read: between slashes it may hold the letters A to Z, digits and"
                  + " . _ = + @ %% -, and not begin with a dot")
              .formatted(key));
    }
  }

  /** Makes the read that goes on, and all that follow, fail soon. From any thread; never throws. */
  void cancel() {
    cancelled = true;
    InputStream stream = open;
    if (stream != null) {
      closeQuietly(stream);
    }
  }

  /** Of what is not read to its end nothing is taken over, so that no fault here matters. */
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

  /** Notices a cancel also where the store would go on by itself. */
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
