package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the documents true: links lead somewhere, and classes that the guides name exist. */
class DocumentsTest {

  private static final Path DOCS = Path.of("docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern STATUS =
      Pattern.compile("\\*\\*Status\\.\\*\\* Accepted \\d{4}-\\d{2}-\\d{2}\\b");

  /** A class by its name, and perhaps a member: {@code ObjectReader.NAMES}. */
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z0-9]+)+)(?:\\.\\w+)?`");

  /** Endings of names, which no class is called. */
  private static final Set<String> ENDINGS = Set.of("ResourceTest", "StoreTest", "PagesTest");

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : List.of(Path.of(""), DOCS, DOCS.resolve("adr"))) {
      try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
        files
            .map(file -> Path.of("").toAbsolutePath().relativize(file))
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().equals("THIRD-PARTY-NOTICES.md"))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static List<String> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** The part of an address that leads to a heading, as GitHub and GitLab make it. */
  private static Set<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(FENCED.matcher(Files.readString(document)).replaceAll(""))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void every_relative_link_leads_to_a_file_and_heading_that_exist() throws IOException {
    List<String> broken = new ArrayList<>();
    int checked = 0;
    for (Path document : documents()) {
      for (String link : links(document)) {
        checked++;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        boolean heading = parts.length == 2 && target.toString().endsWith(".md");
        if (!Files.exists(target) || heading && !anchors(target).contains(parts[1])) {
          broken.add(document + ": " + link);
        }
      }
    }
    assertThat(checked).isGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  @Test
  void the_index_names_every_document() throws IOException {
    Set<Path> named = new TreeSet<>();
    for (String link : links(DOCS.resolve("README.md"))) {
      named.add(DOCS.resolve(link).normalize());
    }
    assertThat(documents())
        .filteredOn(document -> document.startsWith(DOCS) && !document.endsWith("README.md"))
        .hasSizeGreaterThan(20)
        .allMatch(named::contains);
  }

  @Test
  void every_decision_has_its_number_a_status_and_a_date() throws IOException {
    try (Stream<Path> records = Files.list(DOCS.resolve("adr"))) {
      for (Path file : records.toList()) {
        int number = Integer.parseInt(file.getFileName().toString().substring(0, 4));
        String text = Files.readString(file);
        assertThat(text).as(file.toString()).startsWith("# " + number + ". ");
        assertThat(STATUS.matcher(text).find()).as("status of " + file).isTrue();
      }
    }
  }

  @Test
  void every_class_that_the_guides_name_exists() throws IOException {
    Set<String> classes;
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      classes =
          sources
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    for (String guide : List.of("CONTRIBUTING.md", "docs/architecture.md")) {
      List<String> named =
          CLASS
              .matcher(Files.readString(Path.of(guide)))
              .results()
              .map((MatchResult match) -> match.group(1))
              .filter(name -> !ENDINGS.contains(name))
              .toList();
      assertThat(named).as(guide).hasSizeGreaterThan(20);
      assertThat(classes).as(guide).containsAll(named);
    }
  }
}
