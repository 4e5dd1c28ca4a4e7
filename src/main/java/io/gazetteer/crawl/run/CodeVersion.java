package io.gazetteer.crawl.run;

import io.gazetteer.common.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The version of the code that reads sources and writes assets: a hash over its classes and SQL
 * files, so that no version number needs to be maintained.
 */
final class CodeVersion {

  /** Packages of the classes and SQL files that decide what a crawl writes. */
  private static final List<String> FOLDERS =
      List.of("model", "source", "crawl", "asset", "common");

  private static final String CURRENT = find();

  private CodeVersion() {}

  /**
   * The version; the same as long as the code is the same. If its files cannot be read, another one
   * after each start, so that everything is read once.
   */
  static String current() {
    return CURRENT;
  }

  private static String find() {
    try {
      URL here = CodeVersion.class.getProtectionDomain().getCodeSource().getLocation();
      Path root = Path.of(here.toURI());
      if (Files.isDirectory(root)) {
        return of(root);
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + root.toUri()), Map.of())) {
        return of(jar.getPath("/"));
      }
    } catch (IOException | URISyntaxException | RuntimeException unknown) {
      return "unknown " + UUID.randomUUID();
    }
  }

  /** Hashes names and contents of the program's files below a folder. */
  static String of(Path root) throws IOException {
    MessageDigest digest = Sha256.start();
    int files = 0;
    for (String folder : FOLDERS) {
      try (Stream<Path> found = Files.walk(root.resolve("io/gazetteer").resolve(folder))) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
          files++;
        }
      }
    }
    if (files == 0) {
      throw new UncheckedIOException(new IOException("The program has no files at " + root));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
