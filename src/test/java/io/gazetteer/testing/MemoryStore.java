package io.gazetteer.testing;

import io.gazetteer.common.AppException;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStoreError;
import io.gazetteer.objectstore.ObjectWriter;
import io.gazetteer.objectstore.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps objects in memory, in the order of their commits. */
public final class MemoryStore implements ObjectStore {

  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private int failAfter = Integer.MAX_VALUE;

  /** Every object by its key, to be changed as one likes. */
  public Map<String, byte[]> objects() {
    return objects;
  }

  /** From so many objects on nothing more is taken. */
  public void failAfter(int count) {
    failAfter = count;
  }

  @Override
  public String inWords() {
    return "memory";
  }

  @Override
  public ObjectWriter write(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new ObjectWriter() {
      @Override
      public void write(byte[] data, int offset, int length) {
        if (objects.size() >= failAfter) {
          throw new AppException(ObjectStoreError.OBJECT_STORE_UNREACHABLE, "down");
        }
        bytes.write(data, offset, length);
      }

      @Override
      public void commit() {
        objects.remove(key);
        objects.put(key, bytes.toByteArray());
      }

      @Override
      public void close() {
        // What was not committed is forgotten.
      }
    };
  }

  @Override
  public InputStream read(String key) {
    if (!objects.containsKey(key)) {
      throw new AppException(ObjectStoreError.OBJECT_NOT_FOUND, "no " + key);
    }
    return new ByteArrayInputStream(objects.get(key));
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) {
    objects.forEach(
        (key, bytes) -> {
          if (key.startsWith(prefix)) {
            each.accept(new StoredObject(key, bytes.length));
          }
        });
  }

  @Override
  public void delete(Collection<String> keys) {
    keys.forEach(objects::remove);
  }

  @Override
  public void abandon(String prefix) {
    // Nothing is left unfinished.
  }

  @Override
  public void sweep(String prefix, Instant before) {
    // Nothing is left unfinished.
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
