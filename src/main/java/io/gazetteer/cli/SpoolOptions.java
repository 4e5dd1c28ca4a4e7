package io.gazetteer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where what is read lies until it is whole. */
final class SpoolOptions {

  /** Begins with a dot, so that no store takes it for an object. */
  private static final String HIDDEN = ".gazetteer-spool";

  @Option(
      names = "--spool-folder",
      paramLabel = "FOLDER",
      description =
          "Where what is read lies until it is whole, compressed; default: a hidden folder in the"
              + " target folder, or for a bucket one in the folder of temporary files.")
  private Path folder;

  /** The folder of spools for a place; others use it at the same time. */
  Path folder(StoreOptions.Place place) {
    if (folder != null) {
      return folder.toAbsolutePath();
    }
    Path above =
        place instanceof StoreOptions.Place.Folder target
            ? target.path()
            : Path.of(System.getProperty("java.io.tmpdir"));
    return above.toAbsolutePath().resolve(HIDDEN + ofUser(place));
  }

  /** Folders of temporary files belong to all users of a machine. */
  private static String ofUser(StoreOptions.Place place) {
    return place instanceof StoreOptions.Place.Folder
        ? ""
        : "-" + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]+", "-");
  }
}
