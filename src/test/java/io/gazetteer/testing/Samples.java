package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sample databases, loaded into the shared {@link Postgres}, and what a crawl must find. */
public final class Samples {

  /** Line ends, tabs, backslashes, what looks like JSON or a null of COPY, and 63 bytes. */
  private static final String ODD_LINES =
      """
      DO $$ DECLARE odd text; BEGIN
        FOREACH odd IN ARRAY ARRAY[E'new\\nline\\r\\ttab', E'back\\\\slash\\\\', E'\\\\N', '{"a": null}', '%2F.', '..', ' ',
            repeat('😀', 15) || 'abc', E'\\u2028\\u0001\\u007f'] LOOP
          EXECUTE format('CREATE SCHEMA %1$I CREATE TABLE %1$I (%1$I int PRIMARY KEY, other text DEFAULT %1$L)', odd);
          EXECUTE format('COMMENT ON TABLE %1$I.%1$I IS %1$L', odd);
          EXECUTE format('CREATE VIEW %1$I."v" AS SELECT * FROM %1$I.%1$I', odd);
        END LOOP;
      END $$""";

  private Samples() {}

  /**
   * One asset expected.
   *
   * @param path qualified name below the connection, escaped as in the product
   * @param attributes key attributes as a JSON object
   */
  public record Golden(String typeName, String path, String attributes) {}

  /** Loads a fresh copy of {@code sample_shop} or {@code sample_billing}; returns its name. */
  public static String load(String sample) {
    Postgres.execute("postgres", text("/sample/roles.sql"));
    String database = Postgres.createDatabase(sample);
    StringBuilder script = new StringBuilder();
    text("/sample/" + sample + "/parts.txt")
        .lines()
        .forEach(part -> script.append(text("/sample/" + sample + "/" + part + ".sql")));
    Postgres.execute(database, script.toString());
    return database;
  }

  /**
   * A fresh database of objects of every kind under names that a careless reader trips over; its
   * roles have names of their own.
   */
  public static String odd() {
    String database = Postgres.createDatabase("odd");
    Postgres.execute(
        database,
        text("/kinds/odd_names.sql")
            .replace("{s}", "\"od.d \"\"s\"\"/%\"")
            // Roles are the server's, which other tests use.
            .replace("\"odd \"\"role", "\"odd \"\"" + database)
            .replace("\"spare.role", "\"spare." + database)
            .replace("\"other.role", "\"other." + database));
    Postgres.execute(database, ODD_LINES);
    return database;
  }

  /** A fresh database of three thousand tables with eighteen thousand columns. */
  public static String large() {
    String database = Postgres.createDatabase("large");
    Postgres.execute(
        database,
        """
        DO $$ BEGIN FOR s IN 1..20 LOOP
          EXECUTE format('CREATE SCHEMA s_%1$s', s);
          FOR t IN 1..150 LOOP
            EXECUTE format('CREATE TABLE s_%1$s.t_%2$s (id int PRIMARY KEY, a text DEFAULT ''x'', b numeric(12,2) NOT NULL,'
              ' c timestamptz, d jsonb, e int)', s, t);
          END LOOP;
        END LOOP; END $$;
        """);
    return database;
  }

  /** Every asset of a sample, as if its database had the name given. */
  public static List<Golden> golden(String sample, String database) {
    return text("/golden/" + sample + ".tsv")
        .lines()
        .map(line -> line.split("\t", -1))
        .map(
            cells ->
                new Golden(
                    cells[0],
                    "/" + database + unescape(cells[1]).substring(sample.length() + 1),
                    cells[2]))
        .toList();
  }

  private static String unescape(String cell) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char next = cell.charAt(++i);
      plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
    }
    return plain.toString();
  }

  private static String text(String resource) {
    try (InputStream in = Samples.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
