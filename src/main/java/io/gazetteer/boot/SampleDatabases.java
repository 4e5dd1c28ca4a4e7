package io.gazetteer.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The databases of the sample source, a fictional bicycle manufacturer. Their SQL is in the
 * resources under {@code sample/}.
 */
final class SampleDatabases {

  /** The databases, the main one first. */
  static final List<String> NAMES = List.of("sample_shop", "sample_billing");

  /** A role with CONNECT and USAGE, and no right to read a single row. */
  static final String READER = "gazetteer_reader";

  private SampleDatabases() {}

  /** Creates missing databases; each gets its name only when it is complete. */
  static void load(EmbeddedServer server, String readerPassword) throws SQLException {
    server.execute("postgres", text("roles"));
    server.execute(
        "postgres",
        "ALTER ROLE " + READER + " PASSWORD '" + readerPassword.replace("'", "''") + "'");
    for (String name : NAMES) {
      if (!server.hasDatabase(name)) {
        String draft = name + "_draft";
        server.execute("postgres", "DROP DATABASE IF EXISTS " + draft);
        server.execute("postgres", "CREATE DATABASE " + draft);
        server.execute(draft, script(name));
        server.execute("postgres", "ALTER DATABASE " + draft + " RENAME TO " + name);
      }
    }
  }

  /** All statements that fill an empty database, in order. */
  static String script(String name) {
    StringBuilder script = new StringBuilder();
    for (String part : text(name + "/parts").lines().toList()) {
      script.append(text(name + "/" + part)).append('\n');
    }
    return script.toString();
  }

  private static String text(String name) {
    String resource = "/sample/" + name + (name.endsWith("parts") ? ".txt" : ".sql");
    try (InputStream in = SampleDatabases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
