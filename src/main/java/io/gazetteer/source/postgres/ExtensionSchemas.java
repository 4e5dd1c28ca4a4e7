package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Schemas that extensions made for themselves. What lies in them is theirs, also what they put
 * there later on and is marked as nobody's: an extension that keeps a table in a thousand pieces
 * keeps them there. They are left out unless they are asked for.
 */
final class ExtensionSchemas {

  private final Map<Long, String> extensions = new HashMap<>();
  private final Map<Long, String> leftOut = new HashMap<>();

  /**
   * Finds them, where the selection does not want them like all others. Finds none where the server
   * does not tell.
   */
  void read(Connection connection, Selection selection, Catalog catalog) throws SQLException {
    if (!selection.extensionSchemas()) {
      new OptionalReads(connection, catalog)
          .read(
              PostgresKinds.EXTENSION,
              () ->
                  new CopyStream(connection)
                      .forEach(
                          sql("extension_schemas"),
                          row -> extensions.put(row.number(0), row.text(1))));
    }
  }

  /**
   * Whether a schema that the rules select is left out as an extension's; it is noted then.
   *
   * @param named whether a rule names it
   */
  boolean leavesOut(long oid, String name, boolean named) {
    if (named || !extensions.containsKey(oid)) {
      return false;
    }
    leftOut.put(oid, name);
    return true;
  }

  /** The extension for whose sake alone a schema is left out; null where it is not. */
  String whyLeftOut(long oid) {
    return leftOut.containsKey(oid) ? extensions.get(oid) : null;
  }

  /** What was left out, by the names of the extensions. */
  List<Reading.ExtensionPart> parts(Connection connection) throws SQLException {
    if (leftOut.isEmpty()) {
      return List.of();
    }
    Map<String, TreeSet<String>> schemas = new TreeMap<>();
    leftOut.forEach(
        (oid, name) ->
            schemas.computeIfAbsent(extensions.get(oid), key -> new TreeSet<>()).add(name));
    Map<String, Long> relations = relations(connection);
    List<Reading.ExtensionPart> parts = new ArrayList<>();
    schemas.forEach(
        (extension, names) ->
            parts.add(
                new Reading.ExtensionPart(
                    extension, names, relations.getOrDefault(extension, 0L))));
    return parts;
  }

  private Map<String, Long> relations(Connection connection) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql("count_relations"))) {
      statement.setString(1, ArrayText.of(leftOut.keySet()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.merge(extensions.get(rows.getLong(1)), rows.getLong(2), Long::sum);
        }
      }
    }
    return found;
  }

  private static String sql(String statement) {
    return SqlFiles.of(ExtensionSchemas.class, statement);
  }
}
