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

  /** The store in words that follow "the", for example {@code folder objects}; nothing secret. */
  String inWords();

  /**
   * Begins an object, in place of whatever has its key. Nothing can be read of it until {@link
   * ObjectWriter#commit}; until then the older object of that key, if there is one, stands. Memory
   * is bounded whatever the object's size.
   *
   * @throws AppException as said above
   */
  ObjectWriter write(String key);

  /**
   * An object from its beginning. To be closed in any case; memory is bounded whatever its size.
   * Where the store breaks off in between, reading goes on behind what was read, or fails: it never
   * ends early as if that were the end.
   *
   * @throws AppException OBJECT_NOT_FOUND where there is none, which is not the same as an empty
   *     one; else as said above
   */
  InputStream read(String key);

  /**
   * Tells each object whose key begins so, in the order of the keys' bytes. What is written or
   * deleted meanwhile may or may not be told. None is no fault.
   *
   * @param prefix ends with a slash; empty = all objects of the store
   */
  void list(String prefix, Consumer<StoredObject> each);

  /** Deletes objects; a key without one is no fault, so it may be called again. */
  void delete(Collection<String> keys);

  /**
   * Forgets what was begun before that instant and never committed, as by a crash: parts of uploads
   * below the prefix, temporary files. Nothing that can be read is touched.
   *
   * @param prefix as for {@link #list}
   */
  void sweep(String prefix, Instant before);

  /**
   * Ends what was begun below the prefix and never committed, however young; for the only one who
   * writes there. What a store cannot tell from others' work is left to {@link #sweep}.
   *
   * @param prefix as for {@link #list}
   */
  void abandon(String prefix);

  /** Lets go of connections. Streams that are still open break. */
  @Override
  void close();
}
