package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rejects words that are not idiomatic in what users read: README, documentation, changelog, pages,
 * messages and the descriptions of the OpenAPI document. The words and their replacements are in
 * {@code EnglishTest/words.txt}.
 */
class EnglishTest {

  private static final List<Rule> RULES = rules();

  /** What the masks leave in place of code, which no rule matches. */
  private static final String CODE = "|";

  private static final Pattern MARKDOWN_CODE =
      Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`]+`|<!--.*?-->|\\]\\([^)\\s]*\\)|<https?:[^>]*>");
  private static final Pattern TEMPLATE_CODE =
      Pattern.compile(
          "(?s)\\{!.*?!\\}|<!--.*?-->|<(script|style|code)\\b.*?</\\1>|\\{(?!#(?:field|filter|pem)\\b)[^{}]*\\}"
              + "|\\b(?!title=|placeholder=|alt=|hint=|aria-label=)[\\w-]+=\"[^\"]*\"");
  private static final Pattern STRING =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*|\"(?:((?=[^\"\\n]* )(?:[^\"\\\\\\n]|\\\\.)*)"
              + "|(?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?m)^( *)(?:- )?(?:description|summary): *(\\S.*(?:\\n\\1 +.*|\\n *$)*)");

  /** A word or phrase that no user should read, and what to write instead. */
  private record Rule(Pattern words, String replacement) {

    private static Rule parse(String line) {
      String[] parts = line.split(" => ", 2);
      String words = parts[0].replace(" ", "\\s+");
      String start = parts[0].startsWith(",") ? "" : "\\b";
      return new Rule(
          Pattern.compile(start + "(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE), parts[1]);
    }
  }

  private static List<Rule> rules() {
    try (InputStream in = EnglishTest.class.getResourceAsStream("EnglishTest/words.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Rule::parse)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<Path> files(String folder, String suffix, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder), depth)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** Returns the text with code replaced, so that offsets and line numbers stay the same. */
  private static String without(Pattern code, String text) {
    return code.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", CODE));
  }

  /** Returns the text with everything but a group of the pattern replaced. */
  private static String only(Pattern pattern, int group, String text) {
    StringBuilder kept = new StringBuilder(text.replaceAll("[^\\n]", CODE));
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      if (found.group(group) != null) {
        kept.replace(found.start(group), found.end(group), found.group(group));
      }
    }
    return kept.toString();
  }

  private static String readable(String name, String text) {
    if (name.endsWith(".yaml")) {
      return without(MARKDOWN_CODE, only(DESCRIPTION, 2, text));
    }
    if (name.endsWith(".java")) {
      return only(STRING, 1, text);
    }
    return without(name.endsWith(".html") ? TEMPLATE_CODE : MARKDOWN_CODE, text);
  }

  /** Returns each finding as "file:line: word; write replacement". */
  private static List<String> findings(String name, String text) {
    String readable = readable(name, text);
    List<String> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      Matcher found = rule.words().matcher(readable);
      while (found.find()) {
        long line = readable.substring(0, found.start()).lines().count();
        boolean atLineStart = found.start() == 0 || readable.charAt(found.start() - 1) == '\n';
        findings.add(
            "%s:%d: \"%s\"; write %s"
                .formatted(
                    name,
                    atLineStart ? line + 1 : line,
                    found.group().replaceAll("\\s+", " "),
                    rule.replacement()));
      }
    }
    return findings;
  }

  private static List<Path> userVisible() throws IOException {
    List<Path> all = new ArrayList<>();
    all.add(Path.of("README.md"));
    all.add(Path.of("CHANGELOG.md"));
    all.add(Path.of("docs/openapi.yaml"));
    all.addAll(files("docs", ".md", 1));
    all.addAll(files("ui/templates", ".html", Integer.MAX_VALUE));
    all.addAll(files("src/main/java", ".java", Integer.MAX_VALUE));
    return all;
  }

  @Test
  void what_users_read_is_idiomatic_english() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path file : userVisible()) {
      findings.addAll(findings(file.toString(), Files.readString(file)));
    }
    assertThat(findings).as("see src/test/resources/io/gazetteer/EnglishTest/words.txt").isEmpty();
  }

  @Test
  void a_finding_names_file_line_word_and_replacement() {
    assertThat(findings("x.md", "Fine.\n\nExcluded tables are left\nout.\n"))
        .containsExactly("x.md:3: \"left out\"; write skip, ignore, exclude");
    assertThat(findings("x.md", "Figures\n"))
        .containsExactly("x.md:1: \"Figures\"; write statistics, counters");
  }

  @Test
  void code_and_names_are_not_checked() {
    assertThat(findings("x.md", "The field `figures`, [link](told.md) and DEFAULTS_TOLD."))
        .isEmpty();
    assertThat(findings("x.md", "```\ndatabase postgres: left out\n```\n")).isEmpty();
    assertThat(findings("x.html", "<p class=\"figures\">{told}{! left out !}</p>")).isEmpty();
    assertThat(findings("x.yaml", "figures:\n  type: object\n")).isEmpty();
    assertThat(findings("X.java", "/* \"was told\" */ fault(\"told\"); // \"a fault\"")).isEmpty();
  }

  @Test
  void labels_and_descriptions_are_checked() {
    assertThat(findings("x.html", "<p title=\"Left out\">Told</p>")).hasSize(2);
    assertThat(findings("x.html", "{#field view.host hint='Left out' /}")).hasSize(1);
    assertThat(findings("X.java", "throw error(\"Figures of %s\");")).hasSize(1);
    assertThat(findings("x.yaml", "  description: First line\n    left out\n  type: told\n"))
        .containsExactly("x.yaml:2: \"left out\"; write skip, ignore, exclude");
  }

  @Test
  void words_with_another_meaning_are_accepted() {
    assertThat(
            findings(
                "x.md",
                "Connection refused. The default, on the right, is passed over TLS. All rights"
                    + " reserved. One per line. Nothing to do: it has to do with that."))
        .isEmpty();
  }
}
