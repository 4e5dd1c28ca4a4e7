package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A read in a virtual machine of its own, whose heap is smaller than what is read. */
class SmallHeapTest {

  private static final int HEAP_MEBIBYTES = 48;
  private static final int TABLES = 400;
  private static final int COLUMNS = 100;
  private static final int COMMENT_BYTES = 3200;

  /** Reads a database and tells how many columns it was, with how many bytes of comments. */
  public static final class Reader {

    public static void main(String[] arguments) throws SQLException {
      long[] seen = new long[2];
      CollectedRows counting =
          new CollectedRows() {
            @Override
            public void column(ColumnRow row) {
              seen[0]++;
              seen[1] += row.comment().length();
            }
          };
      try (Connection connection = DriverManager.getConnection(arguments[0], "postgres", "")) {
        new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), counting);
      }
      System.out.println("read " + seen[0] + " columns and " + seen[1] + " bytes");
    }
  }

  @Test
  void columns_stream_through_a_heap_that_could_not_hold_them() throws Exception {
    String database = Postgres.createDatabase("small_heap");
    Postgres.execute(
        database,
        """
        DO $$
        DECLARE
            columns text := (SELECT string_agg('c' || i || ' int', ', ') FROM generate_series(1, %d) AS i);
        BEGIN
            FOR i IN 1 .. %d LOOP
                EXECUTE format('CREATE TABLE t_%%s (%%s)', i, columns);
            END LOOP;
            INSERT INTO pg_description
            SELECT a.attrelid, 'pg_class'::regclass, a.attnum, repeat(md5(a.attrelid || ':' || a.attnum), %d)
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0;
        END
        $$
        """
            .formatted(COLUMNS, TABLES, COMMENT_BYTES / 32));
    assertThat((long) TABLES * COLUMNS * COMMENT_BYTES).isGreaterThan(2L * HEAP_MEBIBYTES << 20);
    assertThat(output(Postgres.jdbcUrl(database)))
        .contains(
            "read %d columns and %d bytes"
                .formatted(TABLES * COLUMNS, (long) TABLES * COLUMNS * COMMENT_BYTES));
  }

  private static String output(String url) throws IOException, InterruptedException {
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-classpath",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor()).as(output).isZero();
    return output;
  }
}
