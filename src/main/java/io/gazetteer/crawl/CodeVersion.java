package io.gazetteer.crawl;

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
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which state of the program this is: a hash over the classes and statements that read a source and
 * write assets, so that nobody has to remember to count a version up.
 */
final class CodeVersion {

  /** Where the classes and statements lie on which it depends what a crawl writes. */
  private static final List<String> FOLDERS =
      List.of("model", "source", "crawl", "asset", "common");

  private static final String CURRENT = find();

  private CodeVersion() {}

  /**
   * The same for as long as the program is the same. Where its files cannot be looked at, another
   * one after each start, so that everything is read once.
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

  /** A hash over names and contents of the program's files below a folder. */
  static String of(Path root) throws IOException {
    MessageDigest digest = sha256();
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
