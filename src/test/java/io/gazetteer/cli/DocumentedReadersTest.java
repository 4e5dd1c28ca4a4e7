package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The readers of docs/object-store.md read what was written, whatever names there are. */
class DocumentedReadersTest {

  private static final Path DOCUMENT = Path.of("docs/object-store.md");

  @TempDir static Path folder;

  private static Path run;
  private static List<String> columns;

  @BeforeAll
  static void extract_odd_names() throws Exception {
    String database = Samples.odd();
    Commands.Ended ended =
        Commands.shell().atPostgres().run("extract", "-d", database, "--to", folder.toString());
    assertThat(ended.code()).as(ended.all()).isZero();
    run = Path.of(ended.line());
    try (Connection connection = Postgres.connect(database)) {
      columns =
          texts(
              connection,
              "SELECT current_database(), c.relname, a.attname FROM pg_attribute a"
                  + " JOIN pg_class c ON c.oid = a.attrelid WHERE c.oid >= 16384 AND a.attnum > 0"
                  + " AND c.relkind IN ('r', 'v', 'f')");
    }
    assertThat(columns).hasSizeGreaterThan(30);
  }

  /** Rows, their cells with a space between them. */
  private static List<String> texts(Connection connection, String sql) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringJoiner row = new StringJoiner(" ");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        texts.add(row.toString());
      }
    }
    return texts;
  }

  private static String documented(String pattern) throws IOException {
    Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static byte[] lines() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(run.resolve("raw/column"))) {
      for (Path file : files.sorted().toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          in.transferTo(all);
        }
      }
    }
    return all.toByteArray();
  }

  @Test
  void python_checks_every_file_and_tells_every_column() throws Exception {
    Path program = folder.resolve("reader.py");
    Files.writeString(program, documented("```python\n(.*?)```"));
    Process python;
    try {
      python =
          new ProcessBuilder("python3", "-X", "utf8", program.toString(), run.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException none) {
      assumeThat(none).as("python3").isNull();
      return;
    }
    String told = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).isZero();
    assertThat(columns).allSatisfy(column -> assertThat(told).contains(column));
  }

  @Test
  void postgresql_copies_every_line_as_it_is_whatever_the_client_speaks() throws Exception {
    String copy = documented("\\\\copy line FROM PROGRAM [^\n]*? (WITH \\([^\n]*\\))");
    String select = documented("(SELECT doc::jsonb[^;]*);");
    String address = Postgres.jdbcUrl("postgres") + "?allowEncodingChanges=true";
    try (Connection connection = DriverManager.getConnection(address, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(documented("(CREATE TEMP TABLE line [^;]*);"));
      // As psql speaks in a terminal of an older language.
      statement.execute("SET client_encoding = 'LATIN1'");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY line FROM STDIN " + copy, new ByteArrayInputStream(lines()));
      statement.execute("SET client_encoding = 'UTF8'");
      assertThat(texts(connection, select)).containsExactlyInAnyOrderElementsOf(columns);
    }
  }
}
