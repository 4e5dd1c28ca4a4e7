package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.postgres.fingerprint.FingerprintReader;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a statement reads is in the fingerprint. */
class FingerprintCoverageTest {

  private static final Path STATEMENTS = Path.of("src/main/resources/io/gazetteer/source/postgres");
  private static final Pattern READ =
      Pattern.compile("(?:FROM|JOIN|\\[\\[NAME)\\s+(pg_\\w+)\\b(?!\\s*\\()");

  /** Views, and what the fingerprint has in their place. */
  private static final Map<String, String> BEHIND =
      Map.of("pg_roles", "pg_authid", "pg_user_mappings", "pg_user_mapping");

  /**
   * Of pg_depend the fingerprint holds only what these statements read. Policies, rules and
   * triggers read it for the schema of a relation whose own row is gone; no fingerprint is kept
   * then.
   */
  private static final Set<String> READERS_OF_DEPENDENCIES =
      Set.of(
          "sequences.sql",
          "extension_members.sql",
          "extension_schemas.sql",
          "missing.sql",
          "damaged.sql",
          "damaged_defaults.sql",
          "policies.sql",
          "rules.sql",
          "triggers.sql");

  private static Map<String, Set<String>> catalogsRead() throws IOException {
    Map<String, Set<String>> read = new HashMap<>();
    try (Stream<Path> files = Files.walk(STATEMENTS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().contains("FingerprintReader")
            && !file.toString().contains("SharedSnapshot")
            && !file.toString().contains("TouchedRelations")) {
          Matcher matcher = READ.matcher(Files.readString(file));
          while (matcher.find()) {
            String catalog = BEHIND.getOrDefault(matcher.group(1), matcher.group(1));
            read.computeIfAbsent(catalog, key -> new TreeSet<>())
                .add(file.getFileName().toString());
          }
        }
      }
    }
    return read;
  }

  @Test
  void every_catalog_that_is_read_is_in_the_fingerprint() throws IOException, SQLException {
    Map<String, String> ways = new HashMap<>();
    try (Connection connection = Postgres.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(FingerprintReader.class, "catalogs"))) {
      while (row.next()) {
        ways.put(row.getString(1), row.getString(2));
      }
    }
    Map<String, Set<String>> read = catalogsRead();
    assertThat(read).hasSizeGreaterThan(25);
    read.forEach(
        (catalog, statements) ->
            assertThat(ways.getOrDefault(catalog, "none"))
                .as(catalog + ", read by " + statements)
                .isNotEqualTo("none"));
    assertThat(read.get("pg_depend")).isEqualTo(READERS_OF_DEPENDENCIES);
  }
}
