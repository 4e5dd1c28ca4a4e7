package io.gazetteer.source.postgres;

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
 * Schemas that extensions made for themselves. What is in them belongs to the extension, also what
 * it adds later and marks as nobody's: an extension that stores a table in a thousand pieces keeps
 * them there. They are excluded unless they are asked for.
 */
final class ExtensionSchemas {

  private ExtensionSchemas() {}

  /** Columns of {@code extension_schemas.sql}. */
  private enum Field {
    SCHEMA,
    EXTENSION
  }

  /**
   * Finds the extension of each such schema, by oid, where the selection treats them differently
   * from others.
   *
   * @return empty also where the server does not say
   */
  static Map<Long, String> read(Connection connection, Selection selection, Findings findings)
      throws SQLException {
    Map<Long, String> extensions = new HashMap<>();
    if (!selection.extensionSchemas()) {
      new OptionalReads(connection, findings)
          .read(
              PostgresKinds.EXTENSION,
              () ->
                  new CopyStream(connection)
                      .forEach(
                          CatalogSql.text(ExtensionSchemas.class, "extension_schemas"),
                          Field.class,
                          row ->
                              extensions.put(row.number(Field.SCHEMA), row.text(Field.EXTENSION))));
    }
    return extensions;
  }

  /** What is excluded of each extension, by its name. */
  static List<Reading.ExtensionPart> parts(Connection connection, Schemas schemas)
      throws SQLException {
    if (schemas.ofExtensions().isEmpty()) {
      return List.of();
    }
    Map<String, TreeSet<String>> names = new TreeMap<>();
    schemas
        .ofExtensions()
        .values()
        .forEach(
            found ->
                names
                    .computeIfAbsent(found.extension(), key -> new TreeSet<>())
                    .add(found.schema()));
    Map<String, Long> relations = countRelations(connection, schemas);
    List<Reading.ExtensionPart> parts = new ArrayList<>();
    names.forEach(
        (extension, some) ->
            parts.add(
                new Reading.ExtensionPart(extension, some, relations.getOrDefault(extension, 0L))));
    return parts;
  }

  private static Map<String, Long> countRelations(Connection connection, Schemas schemas)
      throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(CatalogSql.text(ExtensionSchemas.class, "count_relations"))) {
      statement.setString(1, ArrayText.of(schemas.ofExtensions().keySet()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String extension = schemas.excludedFor(rows.getLong("schema"));
          found.merge(extension, rows.getLong("relations"), Long::sum);
        }
      }
    }
    return found;
  }
}
