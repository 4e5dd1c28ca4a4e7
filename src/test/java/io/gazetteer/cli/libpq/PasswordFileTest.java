package io.gazetteer.cli.libpq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private Path file(String rights, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("pass"), List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }

  private Optional<String> find(Path file) {
    return PasswordFile.find(
        file, new PasswordFile.Place("db.example.com", 5432, "shop", "reader"), warnings::add);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "db.example.com:5432:shop:reader:one one",
        "*:*:*:*:two two",
        "*:5432:shop:*:with\\:colon with:colon",
        "*:*:*:reader:plain:colon plain",
        "*:*:*:reader:back\\\\:x back\\",
        "*:*:*:reader:back\\\\slash back\\slash",
        "d\\b.example.com:5432:shop:reader:three three",
      })
  void a_line_that_matches_gives_its_password(String line, String password) throws IOException {
    assertThat(find(file("rw-------", line))).contains(password);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example.com:5432:shop:reader:no",
        "db.example.com:5433:shop:reader:no",
        "db.example.com:5432:till:reader:no",
        "db.example.com:5432:shop:writer:no",
        "# db.example.com:5432:shop:reader:no",
        "db.example.com:5432:shop:reader",
        "db.*:5432:shop:reader:no",
        ""
      })
  void others_give_none(String line) throws IOException {
    assertThat(find(file("rw-------", line))).isEmpty();
  }

  @Test
  void a_byte_that_is_not_utf8_spoils_its_own_line_alone() throws IOException {
    Path file = folder.resolve("pass");
    Files.write(
        file,
        "other:*:*:*:m\u00fcsli\r\n# caf\u00e9\n*:*:*:reader:good\r\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(find(file)).contains("good");
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_password_that_is_not_utf8_is_named_and_not_sent() throws IOException {
    Path file = folder.resolve("pass");
    Files.write(file, "#\n*:*:*:reader:m\u00fcsli\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(find(file)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("line 2").doesNotContain("sli");
  }

  @Test
  void the_first_line_that_matches_counts() throws IOException {
    assertThat(find(file("rw-------", "*:*:*:writer:a", "*:*:*:reader:b", "*:*:*:*:c")))
        .contains("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
  void a_file_that_others_can_use_is_left_alone_with_a_warning(String rights) throws IOException {
    assertThat(find(file(rights, "*:*:*:*:open-secret"))).isEmpty();
    assertThat(warnings).singleElement().asString().contains("0600").doesNotContain("open-secret");
  }

  @Test
  void a_file_that_its_owner_alone_reads_is_taken() throws IOException {
    assertThat(find(file("r--------", "*:*:*:*:x"))).contains("x");
  }

  @Test
  void no_file_is_no_fault_and_a_folder_is_left_alone() {
    assertThat(find(folder.resolve("none"))).isEmpty();
    assertThat(warnings).isEmpty();
    assertThat(find(folder)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("plain file");
  }
}
