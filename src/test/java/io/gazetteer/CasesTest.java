package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/cases.md true: every case has its row, and every test named there exists. */
class CasesTest {

  private static final int CASES = 75;

  /** Inputs that made crawlers of other programs, or an earlier one of ours, fail. */
  private static final List<String> INPUTS =
      List.of("I07", "I12", "I15", "I18", "I20", "I22", "I25", "I26");

  private static final Pattern ROW = Pattern.compile("\\| (I?\\d+) \\| (.+) \\| (.+) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/cases.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .toList();
  }

  private static Map<String, String> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""), CasesTest::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void every_case_has_one_row() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            Stream.concat(
                    IntStream.rangeClosed(1, CASES).mapToObj(String::valueOf), INPUTS.stream())
                .toList());
  }

  @Test
  void every_case_names_a_test_or_says_why_it_is_open() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(row.group(3))
                    .as("case " + row.group(1))
                    .matches("(`\\w+#\\w+`(, )?)+(; part open: .{10,})?|open: .{10,}"));
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    Map<String, String> classes = testClasses();
    List<String> missing = new ArrayList<>();
    for (MatchResult row : rows()) {
      TEST.matcher(row.group(3))
          .results()
          .filter(
              test -> !classes.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "("))
          .forEach(test -> missing.add("case " + row.group(1) + ": " + test.group()));
    }
    assertThat(missing).isEmpty();
  }
}
