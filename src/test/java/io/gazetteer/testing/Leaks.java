package io.gazetteer.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Jdbi;

/** Looks for marked secrets in what a service keeps. */
public final class Leaks {

  private Leaks() {}

  /** Those of some texts in which a mark stands, in clear, in base64 or in hexadecimal digits. */
  public static List<String> of(List<String> marks, List<String> texts) {
    TreeSet<String> wanted = new TreeSet<>();
    for (String mark : marks) {
      byte[] bytes = mark.getBytes(StandardCharsets.UTF_8);
      wanted.add(mark);
      wanted.add(HexFormat.of().formatHex(bytes));
      // Without its end, which depends on what follows.
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      wanted.add(base64.substring(0, bytes.length / 3 * 4));
    }
    return texts.stream().filter(text -> wanted.stream().anyMatch(text::contains)).toList();
  }

  /** Every row of every table, as text behind the table's name; bytes as hexadecimal digits. */
  public static List<String> rows(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          List<String> rows = new ArrayList<>();
          for (String table :
              handle
                  .createQuery(
                      "SELECT cast(cast(oid AS regclass) AS text) FROM pg_class"
                          + " WHERE relkind IN ('r', 'm')"
                          + " AND relnamespace = cast('public' AS regnamespace)")
                  .mapTo(String.class)
                  .list()) {
            handle
                .createQuery("SELECT cast(t AS text) FROM " + table + " t")
                .mapTo(String.class)
                .forEach(row -> rows.add(table + ": " + row));
          }
          return rows;
        });
  }

  private static byte[] unpacked(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!file.toString().endsWith(".gz")) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  /** Every file of a folder, unpacked, behind its path; none where there is no folder. */
  public static List<String> files(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          texts.add(file + ": " + new String(unpacked(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }
}
