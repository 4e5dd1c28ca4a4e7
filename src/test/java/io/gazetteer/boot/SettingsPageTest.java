package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Javadoc;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/settings.md} equal to the mappings. */
class SettingsPageTest {

  private static final Path COMMITTED = Path.of("docs/settings.md");
  private static final Path GENERATED = Path.of("target/settings.md");
  private static final String BEGIN = "<!-- generated from the mappings -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void the_page_lists_every_setting_as_its_mapping_declares_it() throws IOException {
    String committed = Files.readString(COMMITTED);
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

  @Test
  void every_mapping_is_documented_and_checked_at_start() throws IOException {
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path file : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains("\n@ConfigMapping(")) {
          declared.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    assertThat(Setting.MAPPINGS)
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void numbers_and_durations_have_bounds() {
    List<Setting> unbounded =
        Setting.MAPPINGS.stream()
            .filter(mapping -> mapping != SampleSettings.class)
            .flatMap(Setting::of)
            .filter(each -> each.type() == Duration.class || isNumber(each))
            .filter(each -> each.bounds().isEmpty())
            .toList();
    assertThat(unbounded).isEmpty();
  }

  private static boolean isNumber(Setting setting) {
    return setting.type() == int.class || setting.type() == long.class;
  }

  private static String sections() throws IOException {
    List<String> prefixes =
        Setting.MAPPINGS.stream()
            .filter(mapping -> mapping != SampleSettings.class)
            .map(SettingsPageTest::prefix)
            .distinct()
            .toList();
    StringBuilder text = new StringBuilder();
    for (String prefix : prefixes) {
      List<String> rows = new ArrayList<>();
      List<String> intros = new ArrayList<>();
      for (Class<?> mapping : Setting.MAPPINGS) {
        if (prefix(mapping).equals(prefix)) {
          Map<String, List<String>> comments = Javadoc.of(mapping);
          intros.addAll(comments.get(mapping.getSimpleName()));
          rows(mapping, comments).forEach(rows::add);
        }
      }
      text.append(
          "\n## `%s`\n\n%s\n\n| setting | meaning | type, bounds | default |\n|---|---|---|---|\n%s"
              .formatted(prefix, String.join(" ", intros), String.join("", rows)));
    }
    return text.append('\n').toString();
  }

  private static String prefix(Class<?> mapping) {
    return mapping.getAnnotation(ConfigMapping.class).prefix();
  }

  private static Stream<String> rows(Class<?> mapping, Map<String, List<String>> comments) {
    List<String> order = List.copyOf(comments.keySet());
    return Setting.of(mapping)
        .sorted(Comparator.comparing(setting -> order.indexOf(setting.declared().getName())))
        .map(setting -> row(setting, comments));
  }

  private static String row(Setting setting, Map<String, List<String>> comments) {
    List<String> meaning = comments.get(setting.declared().getName());
    assertThat(meaning).as("Javadoc of " + setting).isNotNull().isNotEmpty();
    String chosen = setting.name().replace("*", "<name>");
    return "| `%s`<br>`%s` | %s%s | %s%s | %s |\n"
        .formatted(
            chosen,
            setting.environmentName().replace("*", "<NAME>"),
            String.join(" ", meaning),
            hasFile(setting) ? " May be in a file." : "",
            type(setting),
            setting
                .bounds()
                .map(bounds -> (setting.type().isEnum() ? "" : ", ") + bounds)
                .orElse(""),
            setting
                .defaultValue()
                .map(value -> "`" + asWritten(value).replace(",", "`, `") + "`")
                .orElse("empty"));
  }

  /** Durations in the form that people write: {@code 5m}, not {@code PT5M}. */
  private static String asWritten(String value) {
    return value.matches("PT\\d+[SMH]") ? value.substring(2).toLowerCase(Locale.ROOT) : value;
  }

  private static boolean hasFile(Setting setting) {
    String name = setting.environmentName().replace("*", "X");
    return SecretFileSettings.NAME.matcher(name + "_FILE").matches()
        && !name.startsWith(SecretFileSettings.VAULT);
  }

  private static String type(Setting setting) {
    Class<?> type = setting.type();
    if (type.isEnum()) {
      return "";
    }
    if (isNumber(setting)) {
      String name = setting.name();
      return setting.isSize()
          ? "size"
          : name.endsWith("-percent") ? "percent" : name.endsWith("-days") ? "days" : "number";
    }
    String one =
        type == Duration.class
            ? "duration"
            : type == Path.class
                ? "path"
                : type == URI.class
                    ? "address"
                    : type == Boolean.class || type == boolean.class ? "true or false" : "text";
    return setting.isList() ? "list" : one;
  }
}
