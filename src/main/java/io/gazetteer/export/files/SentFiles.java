package io.gazetteer.export.files;

import io.gazetteer.export.objects.ObjectStore;
import io.gazetteer.export.objects.ObjectStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The files that clients put, as a store of objects: each under its key. */
@ApplicationScoped
public class SentFiles {

  /** What offline extraction knows them by, unless a store of that name is configured. */
  public static final String NAME = "files";

  @Inject FileStore files;

  /** The store. The caller closes it. */
  public ObjectStore open() {
    return ObjectStores.folder(files.folder());
  }
}
