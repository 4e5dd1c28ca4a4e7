package io.gazetteer.objectstore;

import java.nio.file.Path;

/** Lets the benchmark open a store that is a folder, without its configuration. */
public final class FolderDoor {

  private FolderDoor() {}

  public static ObjectStore open(Path folder) {
    return new FolderStore(folder);
  }
}
