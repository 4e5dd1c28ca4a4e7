package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.testing.Javadoc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/errors.md} equal to the error codes, and each code unique and tested. */
class ErrorsPageTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path COMMITTED = Path.of("docs/errors.md");
  private static final Path GENERATED = Path.of("target/errors.md");
  private static final String BEGIN = "<!-- generated from the error codes -->\n";
  private static final String END = "<!-- end -->\n";
  private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
  private static final Pattern ENUM = Pattern.compile("enum \\w+ implements ErrorCode\\b");

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All enums of error codes, by package. */
  private static List<Class<?>> enums() throws IOException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file :
          files.filter(each -> each.toString().endsWith("Error.java")).sorted().toList()) {
        if (ENUM.matcher(text(file)).find()) {
          String name = SOURCES.relativize(file).toString().replace('/', '.');
          found.add(type(name.substring(0, name.length() - ".java".length())));
        }
      }
    }
    return found;
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static List<ErrorCode> codes(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(ErrorCode.class::cast).toList();
  }

  private static List<ErrorCode> allCodes() throws IOException {
    return enums().stream().flatMap(type -> codes(type).stream()).toList();
  }

  @Test
  void every_code_is_unique() throws IOException {
    assertThat(allCodes()).hasSizeGreaterThan(100);
    assertThat(allCodes()).extracting(ErrorCode::name).doesNotHaveDuplicates();
    assertThat(allCodes()).extracting(ErrorCode::wireName).doesNotHaveDuplicates();
  }

  @Test
  void every_code_is_named_in_a_test() throws IOException {
    Set<String> named = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> CODE.matcher(text(file)).results())
          .forEach(found -> named.add(found.group()));
    }
    assertThat(allCodes())
        .filteredOn(code -> !named.contains(code.name()))
        .as("provoke each of these in a test")
        .isEmpty();
  }

  @Test
  void the_page_lists_every_code_with_its_status_cause_and_remedy() throws IOException {
    String committed = text(COMMITTED);
    int begin = committed.indexOf(BEGIN) + BEGIN.length();
    String page =
        committed.substring(0, begin)
            + sections()
            + committed.substring(committed.indexOf(END, begin));
    Files.writeString(GENERATED, page);
    assertThat(committed)
        .as("cp %s %s, look at the difference, and commit it", GENERATED, COMMITTED)
        .isEqualTo(page);
  }

  private static String sections() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Class<?> type : enums()) {
      Map<String, List<String>> comments = Javadoc.of(type);
      String title = comments.get(type.getSimpleName()).get(0).replaceAll("^Errors of |\\.$", "");
      text.append("\n## ").append(title.substring(0, 1).toUpperCase(Locale.ROOT));
      text.append(title.substring(1));
      text.append("\n\n| code | status | cause | remedy |\n|---|---|---|---|\n");
      for (ErrorCode code : codes(type)) {
        text.append(row(code, comments.getOrDefault(code.name(), List.of())));
      }
    }
    return text.append('\n').toString();
  }

  private static String row(ErrorCode code, List<String> comment) {
    assertThat(comment).as("cause and remedy in the Javadoc of " + code.name()).hasSize(2);
    String wire = code.wireName().equals(code.name()) ? "" : "<br>SDKs: `" + code.wireName() + "`";
    return "| `%s`%s | %d%s | %s | %s |\n"
        .formatted(
            code.name(),
            wire,
            code.status(),
            code.retryable() ? ", retryable" : "",
            comment.get(0),
            comment.get(1));
  }
}
