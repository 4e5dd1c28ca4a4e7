package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sample databases, loaded into the shared {@link Postgres}, and what a crawl must find. */
public final class Samples {

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
