package io.gazetteer.cli;

import io.gazetteer.objectstore.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options for the folder that holds data until it is complete. */
final class SpoolOptions {

  /** Starts with a dot, so that no store reads it as an object. */
  private static final String HIDDEN = ".gazetteer-spool";

  @Option(
      names = "--spool-folder",
      paramLabel = "FOLDER",
      description =
          "Folder for compressed data until it is complete; default: a hidden folder in the target"
              + " folder, or for a bucket a temporary folder.")
  private Path folder;

  /** Returns the spool folder for a target; other extractions may use it at the same time. */
  Path folder(StoreOptions.Place place) {
    if (folder != null) {
      return folder.toAbsolutePath();
    }
    if (place instanceof StoreOptions.Place.Folder target) {
      return target.path().toAbsolutePath().resolve(HIDDEN);
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      // A new folder that no other user can read or has prepared.
      return Files.createTempDirectory(temporary, HIDDEN);
    } catch (IOException failure) {
      throw ObjectStores.fault(failure, "Writing to", temporary);
    }
  }
}
