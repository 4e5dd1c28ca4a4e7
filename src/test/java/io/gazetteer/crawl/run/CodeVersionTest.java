package io.gazetteer.crawl.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeVersionTest {

  @Test
  void the_running_program_is_known() {
    assertThat(CodeVersion.current()).matches("[0-9a-f]{64}");
  }

  @Test
  void a_changed_statement_and_a_changed_class_are_another_version(@TempDir Path root)
      throws IOException {
    for (String folder : new String[] {"model", "source/postgres", "crawl", "asset", "common"}) {
      Files.createDirectories(root.resolve("io/gazetteer/" + folder));
    }
    Path statement = root.resolve("io/gazetteer/source/postgres/columns.sql");
    Path code = root.resolve("io/gazetteer/crawl/ColumnAttributes.class");
    Files.writeString(statement, "SELECT 1");
    Files.writeString(code, "one");
    String before = CodeVersion.of(root);
    assertThat(CodeVersion.of(root)).isEqualTo(before);
    Files.writeString(statement, "SELECT 2");
    String after = CodeVersion.of(root);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(code, "two");
    assertThat(CodeVersion.of(root)).isNotEqualTo(after);
  }
}
