package io.gazetteer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of {@code docs/kinds.md} as the vocabulary is. */
class KindsPageTest {

  private static final Path COMMITTED = Path.of("docs/kinds.md");
  private static final Path GENERATED = Path.of("target/kinds.md");
  private static final String BEGIN = "<!-- generated from the vocabulary -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void the_table_of_kinds_is_the_vocabulary() throws IOException {
    String committed = Files.readString(COMMITTED);
    int begin = committed.indexOf(BEGIN) + BEGIN.length();
    String page =
        committed.substring(0, begin)
            + table()
            + committed.substring(committed.indexOf(END, begin));
    Files.writeString(GENERATED, page);
    assertThat(committed)
        .as("cp %s %s, look at the difference, and commit it", GENERATED, COMMITTED)
        .isEqualTo(page);
  }

  private static String table() {
    return "| type | path | attributes |\n|---|---|---|\n"
        + Vocabulary.standard().kinds().stream()
            .map(KindsPageTest::row)
            .collect(Collectors.joining());
  }

  private static String row(AssetKind kind) {
    return "| `%s` | `%s` | %s |\n".formatted(kind.typeName(), path(kind), attributes(kind));
  }

  private static String path(AssetKind kind) {
    String own = kind.marker().map(marker -> marker + "/").orElse("") + "<name>";
    if (kind.parents().isEmpty()) {
      return "default/<connector>/<epoch>";
    }
    if (kind.parents().contains(Kinds.TABLE.typeName())) {
      return "<database>/<schema>/<relation>/" + own;
    }
    return kind.parents().contains(Kinds.SCHEMA.typeName())
        ? "<database>/<schema>/" + own
        : kind.parents().contains(Kinds.DATABASE.typeName()) ? "<database>/" + own : own;
  }

  private static String attributes(AssetKind kind) {
    String names = names(kind, List.of(Origin.CRAWLED, Origin.IMPORTED));
    String statistics = names(kind, List.of(Origin.STATISTIC));
    return statistics.isEmpty()
        ? names
        : names + (names.isEmpty() ? "" : "; ") + "statistics: " + statistics;
  }

  private static String names(AssetKind kind, List<Origin> origins) {
    return kind.attributes().stream()
        .filter(attribute -> origins.contains(attribute.origin()))
        .map(attribute -> "`" + attribute.name() + "`")
        .collect(Collectors.joining(", "));
  }
}
