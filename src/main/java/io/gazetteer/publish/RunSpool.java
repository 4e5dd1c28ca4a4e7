package io.gazetteer.publish;

import io.gazetteer.common.OwnFiles;
import io.gazetteer.common.Sha256;
import io.gazetteer.objectstore.ObjectKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The local folder with what a run read until it is published. It survives a restart, but other
 * machines do not have it.
 */
public final class RunSpool {

  private static final String DRAFT = "draft.json";
  private static final String SEALED = "sealed.json";
  private static final int HASH_DIGITS = 32;

  /** Everything in a spool besides its draft. */
  private static final Pattern CONTENT =
      Pattern.compile("sealed\\.json(\\.part)?|draft\\.json\\.part|db-[0-9a-f]{32}(\\.part)?");

  private final Path root;
  private final Path folder;

  /** Thrown when the configured limit of all spools is reached. */
  public static final class NoRoomException extends IOException {

    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
      super(message);
    }
  }

  /**
   * Everything to publish.
   *
   * @param manifest complete except for the time of publishing
   * @param localFiles by path in the manifest, the file below the spool's folder
   * @param checksums by path, {@link SpoolFile#crc32c}; without files of an older program
   */
  record Sealed(
      Manifest manifest, Map<String, String> localFiles, Optional<Map<String, Long>> checksums) {}

  /** The spool of a run; changes nothing. */
  public RunSpool(Path root, String run) {
    this.root = root;
    this.folder = root.resolve(ObjectKeys.part(run));
  }

  /**
   * Begins the spool, and deletes an earlier one.
   *
   * @param draft the manifest without databases and files
   */
  public void begin(Manifest draft) throws IOException {
    delete();
    OwnFiles.createFolder(folder);
    ManifestJson.writeFile(folder.resolve(DRAFT), draft);
  }

  /** Whether it was begun on this machine and not deleted. */
  public boolean isThere() {
    return Files.isRegularFile(folder.resolve(DRAFT));
  }

  /**
   * Begins a database, and deletes an earlier attempt.
   *
   * @param gzip whether files are compressed
   * @param partMaxBytes size after which the next file begins
   * @param maxBytes approximate limit of all spools together
   */
  public DatabaseSpool open(String database, boolean gzip, long partMaxBytes, long maxBytes)
      throws IOException {
    Path target = folder.resolve(folderOf(database));
    OwnFiles.deleteAll(target);
    long[] taken = {size(root)};
    return new DatabaseSpool(
        folder.resolve(folderOf(database) + ".part"),
        target,
        new LineFiles.Limits(
            gzip,
            partMaxBytes,
            bytes -> {
              taken[0] += bytes;
              if (taken[0] > maxBytes) {
                throw new NoRoomException(
                    "the spools have reached their limit (gazetteer.publish.spool-max-bytes)");
              }
            }));
  }

  private static String folderOf(String database) {
    return "db-" + Sha256.hex(database).substring(0, HASH_DIGITS);
  }

  /**
   * Seals the spool after all databases were read, and determines the paths of the files.
   *
   * @param names databases that were read, in order
   * @param failed the others, with the reasons; they come last
   * @return databases that are not in the spool; empty = sealed
   */
  public List<String> seal(List<String> names, List<Manifest.Database> failed) throws IOException {
    Manifest draft = ManifestJson.readFile(folder.resolve(DRAFT), Manifest.class);
    List<Manifest.Database> databases = new ArrayList<>();
    List<Local> locals = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Path facts = folder.resolve(folderOf(name)).resolve(DatabaseSpool.FACTS);
      if (!Files.isRegularFile(facts)) {
        missing.add(name);
        continue;
      }
      DatabaseSpool.Facts read = ManifestJson.readFile(facts, DatabaseSpool.Facts.class);
      databases.add(read.database());
      read.files().forEach(file -> locals.add(new Local(name, file)));
    }
    if (!missing.isEmpty()) {
      return missing;
    }
    databases.addAll(failed);
    ManifestJson.writeFile(folder.resolve(SEALED), sealed(draft, databases, locals));
    return missing;
  }

  private record Local(String database, SpoolFile file) {}

  private static Sealed sealed(
      Manifest draft, List<Manifest.Database> databases, List<Local> locals) {
    // A stable sort keeps the files of each database together and in order.
    locals.sort(Comparator.comparing(local -> local.file().kind()));
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<String, String> localFiles = new LinkedHashMap<>();
    Map<String, Long> checksums = new LinkedHashMap<>();
    List<Manifest.PublishedFile> files = new ArrayList<>();
    for (Local local : locals) {
      SpoolFile file = local.file();
      int number = numbers.merge(file.kind() + file.entity(), 1, Integer::sum);
      String path = RunFolder.path(file.kind(), file.entity(), number, file.gzip());
      localFiles.put(path, folderOf(local.database()) + "/" + file.name());
      file.crc32c().ifPresent(checksum -> checksums.put(path, checksum));
      files.add(
          new Manifest.PublishedFile(
              path,
              file.kind(),
              file.entity(),
              local.database(),
              file.rows(),
              file.bytes(),
              file.sha256()));
    }
    return new Sealed(draft.with(databases, files), localFiles, Optional.of(checksums));
  }

  /** What to publish; empty if the run was not sealed on this machine. */
  Optional<Sealed> sealed() throws IOException {
    Path file = folder.resolve(SEALED);
    return Files.isRegularFile(file)
        ? Optional.of(ManifestJson.readFile(file, Sealed.class))
        : Optional.empty();
  }

  Path file(String local) {
    return folder.resolve(local);
  }

  /** Deletes the spool, if there is one. */
  public void delete() throws IOException {
    deleteSpool(folder);
  }

  /** Closes the spools in a folder, and no other files, to other users. */
  static void closeAll(Path root) throws IOException {
    for (Path spool : spools(root)) {
      OwnFiles.closeOwn(spool);
    }
  }

  /** Deletes spools that were last written before then, of whatever run, and no other files. */
  public static void deleteOld(Path root, Instant before) throws IOException {
    for (Path spool : spools(root)) {
      if (Files.getLastModifiedTime(spool).toInstant().isBefore(before)) {
        deleteSpool(spool);
      }
    }
  }

  private static List<Path> spools(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> spools = new ArrayList<>();
    try (Stream<Path> found = Files.list(root)) {
      for (Path path : found.toList()) {
        if (isSpool(path)) {
          spools.add(path);
        }
      }
    }
    return spools;
  }

  /** Whether a folder has a draft of the run that it is named after. */
  private static boolean isSpool(Path folder) throws IOException {
    Path draft = folder.resolve(DRAFT);
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(draft, LinkOption.NOFOLLOW_LINKS)
        && ManifestJson.runOf(draft)
            .filter(run -> ObjectKeys.part(run).equals(folder.getFileName().toString()))
            .isPresent();
  }

  // The draft last: by it, a deletion that was interrupted is resumed.
  private static void deleteSpool(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> found = Files.list(folder)) {
      for (Path path : found.toList()) {
        if (CONTENT.matcher(path.getFileName().toString()).matches()) {
          OwnFiles.deleteAll(path);
        }
      }
    }
    Files.deleteIfExists(folder.resolve(DRAFT));
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException foreign) {
      // Files of others stay.
      return;
    }
  }

  private static long size(Path root) throws IOException {
    long size = 0;
    for (Path spool : spools(root)) {
      size += sizeOf(spool);
    }
    return size;
  }

  private static long sizeOf(Path spool) throws IOException {
    long size = 0;
    try (Stream<Path> found = Files.walk(spool)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    } catch (NoSuchFileException | UncheckedIOException deletedMeanwhile) {
      // Of another run; the sum is approximate anyway.
      return size;
    }
    return size;
  }
}
