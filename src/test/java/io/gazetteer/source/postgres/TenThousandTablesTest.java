package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog of ten thousand tables, as a whole and a small part of it. */
@Tag("slow")
class TenThousandTablesTest {

  private static final int TABLES = 10_000;
  private static final int THIN_TABLES = 20;
  private static final int COLUMNS = 8;

  /** Of the last tables, each has a key, an index and a generated column. */
  private static final int WITH_KEYS = 400;

  private static final String HEAP = "-Xmx64m";

  private static String database;

  @BeforeAll
  static void make() {
    database = Postgres.createDatabase("ten_thousand");
    Postgres.execute(database, "CREATE SCHEMA wide; CREATE SCHEMA thin");
    Postgres.execute(
        database,
        """
        DO $$
        DECLARE
            columns text := (SELECT string_agg('c' || i || ' int', ', ') FROM generate_series(1, %d) AS i);
        BEGIN
            FOR i IN 1 .. %d LOOP
                EXECUTE format('CREATE TABLE %%s.t_%%s (%%s)', CASE WHEN i <= %d THEN 'thin' ELSE 'wide' END, i, columns);
                IF i > %d THEN
                    EXECUTE format(
                        'ALTER TABLE wide.t_%%s ADD PRIMARY KEY (c1), ADD twice int GENERATED ALWAYS AS (c2 * 2) STORED,'
                            ' ADD s serial, ADD FOREIGN KEY (c3) REFERENCES wide.t_%%s (c1)', i, greatest(i - 1, %d));
                    EXECUTE format('CREATE INDEX ON wide.t_%%s ((c2 + %%s), c4) WHERE c5 > 0', i, i);
                END IF;
                IF i %% 500 = 0 THEN
                    COMMIT;
                END IF;
            END LOOP;
            INSERT INTO pg_description
            SELECT a.attrelid, 'pg_class'::regclass, a.attnum, 'Column ' || a.attname
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace IN ('wide'::regnamespace, 'thin'::regnamespace) AND a.attnum > 0;
        END
        $$
        """
            .formatted(COLUMNS, TABLES, THIN_TABLES, TABLES - WITH_KEYS, TABLES - WITH_KEYS + 1));
    Postgres.execute(database, "VACUUM (ANALYZE) pg_catalog.pg_class");
    Postgres.execute(database, "VACUUM (ANALYZE) pg_catalog.pg_attribute");
    Postgres.execute(database, "VACUUM (ANALYZE) pg_catalog.pg_description");
  }

  @Test
  void ten_thousand_tables_are_extracted_in_a_fixed_heap(@TempDir Path folder) throws Exception {
    String told = extract(folder);
    long rows = (long) TABLES * (COLUMNS + 1);
    assertThat(told).contains("1 of 1 databases read");
    assertThat(
            Long.parseLong(told.replaceAll("(?s).*read: ([0-9,]+) rows.*", "$1").replace(",", "")))
        .as(told)
        .isGreaterThan(rows);
  }

  @Test
  void what_a_second_connection_reads_ahead_is_what_the_first_reads_alone() throws SQLException {
    CollectedRows alone = new CollectedRows();
    CollectedRows together = new CollectedRows();
    List<String> begun = new CopyOnWriteArrayList<>();
    FurtherConnection further =
        new FurtherConnection() {
          @Override
          public Optional<Connection> open() {
            begun.add("a job");
            try {
              return Optional.of(Postgres.connect(database));
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          }

          @Override
          public boolean isWanted() {
            return false;
          }

          @Override
          public void abort() {
            // What is being opened here is waited for.
          }
        };
    Source source = new PostgresSource();
    try (Connection first = Postgres.connect(database)) {
      // As an extraction reads: a fingerprint would be taken first.
      ReadRequest once = ReadRequest.full(first, Selection.ALL).in(ReadMode.ONCE);
      source.read(once, alone);
      source.read(once.with(further), together);
    }

    assertThat(begun).as("keys, and definitions").hasSize(2);
    assertThat(together.columns).hasSameSizeAs(alone.columns);
    assertThat(new HashSet<>(together.columns)).isEqualTo(new HashSet<>(alone.columns));
    assertThat(new HashSet<>(together.relations)).isEqualTo(new HashSet<>(alone.relations));
    assertThat(together.objects).hasSameSizeAs(alone.objects);
    assertThat(new HashSet<>(together.objects)).isEqualTo(new HashSet<>(alone.objects));
    assertThat(together.objects)
        .filteredOn(object -> object.attributes().get("predicate") instanceof String)
        .hasSize(WITH_KEYS)
        .allMatch(index -> index.definition().contains("WHERE (c5 > 0)"));
    assertThat(together.columns)
        .filteredOn(column -> column.generated() != null)
        .hasSize(WITH_KEYS)
        .extracting(ColumnRow::defaultValue)
        .containsOnly("(c2 * 2)");
  }

  private static String extract(Path folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.gazetteer.boot.Gazetteer",
                "extract",
                "postgresql://postgres@localhost:" + Postgres.port() + "/" + database,
                "--to",
                folder.toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void of_the_catalogs_a_small_part_reads_what_belongs_to_it() throws SQLException {
    Selection thin =
        new Selection(
            List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:thin)$"))),
            List.of(),
            Optional.empty());
    CollectedRows rows = new CollectedRows();
    Map<String, Long> before = rowsRead();
    try (Connection connection = Postgres.connect(database);
        Statement flush = connection.createStatement()) {
      Reading reading = new PostgresSource().read(ReadRequest.full(connection, thin), rows);
      flush.execute("SELECT pg_stat_force_next_flush()");
      assertThat(reading.excludedSchemas()).contains("wide");
      assertThat(reading.recognition().fingerprint()).isEmpty();
    }
    assertThat(rows.relations).extracting(RelationRow::schema).containsOnly("thin");
    assertThat(rows.columns).hasSize(THIN_TABLES * COLUMNS);
    Map<String, Long> after = rowsRead();
    for (String catalog : List.of("pg_description", "pg_attribute", "pg_attrdef")) {
      assertThat(after.get(catalog) - before.get(catalog)).as(catalog).isLessThan(TABLES);
    }
  }

  /** By catalog: rows that statements in this database have read, in one pass or by an index. */
  private static Map<String, Long> rowsRead() throws SQLException {
    Map<String, Long> read = new TreeMap<>();
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_sys_tables"
                    + " WHERE schemaname = 'pg_catalog'")) {
      while (rows.next()) {
        read.put(rows.getString(1), rows.getLong(2));
      }
    }
    return read;
  }
}
