package io.gazetteer.connection.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to variables and files. */
class LocalSecretsTest {

  private static final String PREFIXES = "gazetteer.secrets.references.administrator-prefixes";

  @TempDir Path root;
  private Path allowed;
  private ResolveReferences references;

  @BeforeEach
  void allow_a_folder() throws IOException {
    root = root.toRealPath();
    allowed = Files.createDirectory(root.resolve("allowed"));
    references =
        References.with(
                Map.of(
                    PREFIXES,
                    "env:SOURCE_,file:" + allowed,
                    "gazetteer.data-dir",
                    allowed.resolve("data").toString()),
                Map.of("SOURCE_A", "marked-variable", "SOURCE_EMPTY", "", "OTHER", "marked-other"))
            .resolve();
  }

  private String read(String reference) {
    return references.read(SecretReference.parse(reference));
  }

  private String read(Path file) {
    return read("file:" + file);
  }

  private String fault(String reference, ReferenceError code) {
    AppException fault = catchThrowableOfType(AppException.class, () -> read(reference));
    assertThat(fault).as("should not have been read").isNotNull();
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault).hasMessageContaining(reference).message().doesNotContain("marked");
    return fault.getMessage();
  }

  private String fault(Path file, ReferenceError code) {
    return fault("file:" + file, code);
  }

  @Test
  void a_variable_is_read_and_a_missing_or_empty_one_is_told() {
    assertThat(read("env:SOURCE_A")).isEqualTo("marked-variable");
    assertThat(fault("env:SOURCE_MISSING", ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("is not set");
    assertThat(fault("env:SOURCE_EMPTY", ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("is empty");
    fault("env:OTHER", ReferenceError.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void a_file_is_read_anew_each_time_without_its_last_line_ends() throws IOException {
    Path file = SecretFiles.write(allowed.resolve("shop"), "marked one \r\n\n");
    assertThat(read(file)).isEqualTo("marked one ");

    SecretFiles.write(file, "marked two\nlines");
    assertThat(read(file)).isEqualTo("marked two\nlines");
  }

  @Test
  void a_file_that_other_users_may_read_or_change_is_rejected_with_the_command_that_helps()
      throws IOException {
    Path file = SecretFiles.write(allowed.resolve("shop"), "marked");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> read("file:" + file))
        .hasMessageContaining("can be read by other users. Run: chmod 600 " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(() -> read("file:" + file))
        .hasMessageContaining("can be changed by other users");
  }

  @Test
  void links_inside_the_folder_are_followed_as_container_platforms_make_them() throws IOException {
    Path version = Files.createDirectory(allowed.resolve("..2026"));
    SecretFiles.write(version.resolve("shop"), "marked");
    Files.createSymbolicLink(allowed.resolve("..data"), Path.of("..2026"));
    Files.createSymbolicLink(allowed.resolve("shop"), Path.of("..data/shop"));

    assertThat(read(allowed.resolve("shop"))).isEqualTo("marked");
  }

  @Test
  void links_that_lead_out_or_to_something_of_ours_are_not_followed() throws IOException {
    Path outside = Files.createDirectory(root.resolve("outside"));
    SecretFiles.write(outside.resolve("key"), "marked");
    Path data = Files.createDirectory(allowed.resolve("data"));
    SecretFiles.write(data.resolve("secrets.key"), "marked");
    Path file = Files.createSymbolicLink(allowed.resolve("file"), outside.resolve("key"));
    Path folder = Files.createSymbolicLink(allowed.resolve("folder"), outside);
    Path own = Files.createSymbolicLink(allowed.resolve("own"), data.resolve("secrets.key"));
    Path process =
        Files.createSymbolicLink(allowed.resolve("environ"), Path.of("/proc/self/environ"));

    for (Path link : new Path[] {file, folder.resolve("key"), own, process}) {
      fault(link, ReferenceError.REFERENCE_NOT_ALLOWED);
    }
    fault(data.resolve("secrets.key"), ReferenceError.REFERENCE_NOT_ALLOWED);
    fault(outside.resolve("key"), ReferenceError.REFERENCE_NOT_ALLOWED);
    fault("file:" + allowed + "/../outside/key", ReferenceError.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void a_file_that_is_missing_a_folder_too_large_or_no_text_is_told() throws IOException {
    Path folder = Files.createDirectory(allowed.resolve("folder"));
    Path large = SecretFiles.write(allowed.resolve("large"), "marked".repeat(20_000));
    Path binary = SecretFiles.write(allowed.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    Path blank = SecretFiles.write(allowed.resolve("blank"), " \n");

    assertThat(fault(allowed.resolve("none"), ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("does not exist");
    assertThat(fault(folder, ReferenceError.REFERENCE_NOT_RESOLVED)).contains("is not a file");
    assertThat(fault(large, ReferenceError.REFERENCE_NOT_RESOLVED)).contains("larger than 65536");
    assertThat(fault(binary, ReferenceError.REFERENCE_NOT_RESOLVED)).contains("not text");
    assertThat(fault(blank, ReferenceError.REFERENCE_NOT_RESOLVED)).contains("is empty");
  }
}
