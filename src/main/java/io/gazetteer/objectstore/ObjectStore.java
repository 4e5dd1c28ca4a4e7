package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A place for objects, each a sequence of bytes under a key. Several threads may use it at once.
 *
 * <p>A key is made of parts between slashes, none of them empty, {@code .} or {@code ..}, of the
 * letters, digits and {@code . _ = + @ % -}; it never begins with a slash. What is written for one
 * key never shows under another. Names from outside are escaped before they become a part ({@link
 * ObjectKeys#part}).
 *
 * <p>Every method, and every stream that comes from here, fails with an {@link AppException} that
 * has an {@link ObjectStoreError} and says in words what helps; text of the store's own never
 * passes. What may pass by itself was tried again already, and is retryable once more.
 */
public interface ObjectStore extends AutoCloseable {

  /** Describes the store after "the", for example {@code folder objects}; without secrets. */
  String inWords();

  /**
   * Starts to write an object that replaces an older one with its key. It becomes readable with
   * {@link ObjectWriter#commit}; until then the older object remains. Memory use does not depend on
   * its size.
   *
   * @throws AppException as above
   */
  ObjectWriter write(String key);

  /**
   * Opens an object. The caller closes it; memory use does not depend on its size. If the
   * connection breaks, reading continues where it stopped, or fails: the stream never ends early.
   *
   * @throws AppException OBJECT_NOT_FOUND if there is none; otherwise as above
   */
  InputStream read(String key);

  /**
   * Lists each object with a key prefix, in the order of the keys' bytes. Objects written or
   * deleted meanwhile may or may not be listed. There may be none.
   *
   * @param prefix ends with a slash; empty = all objects of the store
   */
  void list(String prefix, Consumer<StoredObject> each);

  /** Deletes objects; keys without an object are ignored, so it may be called again. */
  void delete(Collection<String> keys);

  /**
   * Discards uncommitted objects that were begun before an instant, as after a crash: parts of
   * uploads below the prefix, temporary files. Readable objects are not changed.
   *
   * @param prefix as for {@link #list}
   */
  void sweep(String prefix, Instant before);

  /**
   * Discards uncommitted objects below the prefix, however young; for the only writer there. What a
   * store cannot distinguish from others' work is left to {@link #sweep}.
   *
   * @param prefix as for {@link #list}
   */
  void abandon(String prefix);

  /** Closes connections. Open streams fail. */
  @Override
  void close();
}
