package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.EndlessRowsLine;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that do not end, read in a process with a small heap. */
@Tag("slow")
class EndlessRowsTest {

  private static final int HEAP_MEBIBYTES = 96;

  /** Reads over a line, and tells how that ended. */
  public static final class Reader {

    public static void main(String[] arguments) {
      CollectedRows rows =
          new CollectedRows() {
            @Override
            public void column(ColumnRow row) {
              // As in a crawl, which hands columns on.
            }
          };
      long begun = System.nanoTime();
      try (Connection connection =
          SourceConnections.open(
              Integer.parseInt(arguments[0]),
              arguments[1],
              "postgres",
              Map.of("gazetteer.source.max-connection-bytes", arguments[2]))) {
        new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
        System.out.println("read as if nothing had happened");
      } catch (SQLException failure) {
        AppException fault = SourceFailures.of(failure, "db:1", arguments[1], "reading");
        System.out.println(
            fault.code()
                + ": "
                + fault.getMessage()
                + " after "
                + (System.nanoTime() - begun) / 1_000_000
                + " ms");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'c.relrowsecurity AS', 17179869184, 'SERVICE_SHORT_OF_MEMORY: The connection to db:1 was closed,"
        + " because this service is short of memory'",
    "'a.attidentity AS', 300000000, 'SOURCE_SENT_TOO_MUCH: Server db:1 was disconnected, because it"
        + " sent more than 300,000,000 bytes over one connection'"
  })
  void an_endless_stream_of_rows_is_cut_off_before_memory_or_the_budget_is_used_up(
      String statement, long budget, String why) throws IOException, InterruptedException {
    String database = Postgres.createDatabase("endless");
    Postgres.execute(database, "CREATE TABLE t (a int)");
    try (EndlessRowsLine line = EndlessRowsLine.open(Postgres.port(), statement)) {
      Process reader =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + HEAP_MEBIBYTES + "m",
                  "-XX:+UseSerialGC",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  Reader.class.getName(),
                  Integer.toString(line.port()),
                  database,
                  Long.toString(budget))
              .redirectErrorStream(true)
              .start();
      String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reader.waitFor()).as(output).isZero();
      assertThat(output).contains(why).doesNotContain("OutOfMemoryError");
    }
  }
}
