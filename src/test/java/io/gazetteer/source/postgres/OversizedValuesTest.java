package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values that are too large are skipped one by one; their objects and all others are read. */
class OversizedValuesTest {

  private static final int HEAP_MEBIBYTES = 96;
  private static final int COMMENT_BYTES = Integer.getInteger("oversized.bytes", 100_000_000);
  private static final int VALUE_BYTES = 9_000_000;

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("oversized");
    Postgres.execute(
        database,
        """
        CREATE TABLE small (id int);
        COMMENT ON TABLE small IS 'as it is';
        CREATE TABLE commented (id int, plain text);
        INSERT INTO pg_description
        VALUES ('commented'::regclass, 'pg_class'::regclass, 0, repeat('x', %1$d)),
            ('commented'::regclass, 'pg_class'::regclass, 2, repeat('x', %2$d));
        DO $$ BEGIN
          EXECUTE format('CREATE FUNCTION bulky(a int) RETURNS int LANGUAGE sql AS %%L',
              'SELECT 1 /* ' || repeat('y', %2$d) || ' */');
          EXECUTE format('CREATE TABLE defaulted (a text DEFAULT %%L)', repeat('z', %2$d));
          EXECUTE format('CREATE VIEW wide AS SELECT %%L::text AS v', repeat('w', %2$d));
        END $$;
        CREATE FUNCTION fine() RETURNS int LANGUAGE sql AS 'SELECT 2';
        CREATE TYPE mood AS ENUM ('ok');
        INSERT INTO pg_description VALUES ('mood'::regtype, 'pg_type'::regclass, 0, repeat('m', %2$d));
        """
            .formatted(COMMENT_BYTES, VALUE_BYTES));
  }

  /** Reads the database of the shared server that it is told the port and name of. */
  public static final class Reader {

    public static void main(String[] arguments) throws SQLException {
      List<String> told = new ArrayList<>();
      CollectedRows rows =
          new CollectedRows() {
            @Override
            public void relation(RelationRow row) {
              told.add(row.name() + " comment " + row.comment());
              told.add(row.name() + " definition " + row.definition());
            }

            @Override
            public void column(ColumnRow row) {
              told.add(row.name() + " comment " + row.comment());
              told.add(row.name() + " default " + row.defaultValue());
            }

            @Override
            public void routine(RoutineRow row) {
              told.add(row.name() + " definition " + row.definition());
            }

            @Override
            public void object(ObjectRow row) {
              told.add(row.name() + " comment " + row.comment());
            }
          };
      try (Connection connection =
          SourceConnections.open(Integer.parseInt(arguments[0]), arguments[1], "postgres")) {
        Reading reading =
            new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
        told.forEach(System.out::println);
        reading.warnings().forEach(System.out::println);
        System.out.println("kinds not read: " + reading.kindsNotRead());
      }
    }
  }

  @Test
  void objects_with_values_larger_than_the_heap_are_read_and_named_in_a_small_heap()
      throws IOException, InterruptedException {
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-classpath",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                Integer.toString(Postgres.port()),
                database)
            .redirectErrorStream(true)
            .start();
    String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String shown = output.substring(0, Math.min(output.length(), 4_000));
    assertThat(reader.waitFor()).as(shown).isZero();
    assertThat(output.length()).as(shown).isLessThan(100_000);
    assertThat(output)
        .contains("small comment as it is", "fine definition CREATE OR REPLACE FUNCTION")
        .contains("commented comment (not read: " + COMMENT_BYTES + " bytes)")
        .contains("plain comment (not read: 9000000 bytes)")
        .containsPattern("bulky definition \\(not read: 9000[0-9]+ bytes\\)")
        .containsPattern("a default \\(not read: 9000[0-9]+ bytes\\)")
        .containsPattern("wide definition CREATE .*\\s+\\(not read: 9000[0-9]+ bytes\\)")
        .contains("mood comment (not read: 9000000 bytes)")
        .contains("The comment of table public.commented cannot be read, because it is too large")
        .contains("The comment of column public.commented.plain cannot be read")
        .contains("The definition of function public.bulky(integer) cannot be read")
        .contains("The default value of column public.defaulted.a cannot be read")
        .contains("The definition of view public.wide cannot be read")
        .contains("The comment of type public.mood cannot be read")
        .contains("kinds not read: []");
  }
}
