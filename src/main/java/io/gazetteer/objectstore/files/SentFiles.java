package io.gazetteer.objectstore.files;

import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The files that clients put, as a store of objects: each under its key, percent-encoded. */
@ApplicationScoped
public class SentFiles {

  /** What offline extraction knows them by, unless a store of that name is configured. */
  public static final String NAME = "files";

  @Inject FileStore files;

  /** The beginning of the keys of files in the store, as it begins for who put them. */
  public static String prefix(String start) {
    return FileKey.escaped(start);
  }

  /** The store. The caller closes it. */
  public ObjectStore open() {
    return ObjectStores.folder(files.folder());
  }
}
