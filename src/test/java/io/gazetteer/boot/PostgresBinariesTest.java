package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class PostgresBinariesTest {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  @TempDir Path home;

  @Test
  void a_changed_added_or_missing_program_never_runs_and_no_folder_is_open_to_others()
      throws Exception {
    Path cache = home.resolve("cache");
    Path installed = PostgresBinaries.install(cache);
    String good = PostgresBinaries.digest(installed);
    assertThat(openToOthers(cache)).isEmpty();

    Path postgres = installed.resolve("bin/postgres");
    Path foreign = installed.resolve("lib/libforeign.so");
    Files.writeString(postgres, "#!/bin/sh\ntouch /tmp/owned\n");
    Files.writeString(foreign, "anything");
    Files.delete(installed.resolve("bin/initdb"));
    assertThat(PostgresBinaries.digest(installed)).isNotEqualTo(good);

    assertThat(PostgresBinaries.install(cache)).isEqualTo(installed);
    assertThat(PostgresBinaries.digest(installed)).isEqualTo(good);
    assertThat(foreign).doesNotExist();
    assertThat(openToOthers(cache)).isEmpty();
  }

  @Test
  void unchanged_programs_are_kept_and_those_of_another_version_are_deleted() throws Exception {
    Path cache = home.resolve("cache");
    Path older = Files.createDirectories(cache.resolve("PG-of-another-version/bin"));
    Path installed = PostgresBinaries.install(cache);
    assertThat(older.getParent()).doesNotExist();
    Object key = Files.readAttributes(installed, "unix:ino").get("ino");

    PostgresBinaries.install(cache);
    assertThat(Files.readAttributes(installed, "unix:ino").get("ino")).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64",
    "Linux, aarch64, postgres-linux-arm_64",
    "Mac OS X, aarch64, postgres-darwin-arm_64",
    "Mac OS X, x86_64, postgres-darwin-x86_64",
    "Windows 11, amd64, postgres-windows-x86_64",
    "Linux, riscv64, postgres-linux-riscv64"
  })
  void an_archive_is_found_by_what_java_calls_the_platform(
      String system, String machine, String archive) {
    assertThat(PostgresBinaries.archiveName(system, machine)).isEqualTo(archive);
  }

  @Test
  void the_digest_of_what_the_program_brings_is_the_committed_one() throws Exception {
    byte[] archive = PostgresBinaries.archive();
    String line =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive))
            + " "
            + PostgresBinaries.digest(PostgresBinaries.install(home.resolve("cache"), archive));
    assertThat(committed())
        .as("after another version of PostgreSQL its line belongs into postgres-binaries.sha256")
        .contains(line);
  }

  private static List<String> committed() throws Exception {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres-binaries.sha256")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  private static List<Path> openToOthers(Path folder) throws Exception {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(path -> !Files.isSymbolicLink(path))
          .filter(path -> isOpen(path))
          .toList();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      return !OWNER.containsAll(Files.getPosixFilePermissions(path));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
