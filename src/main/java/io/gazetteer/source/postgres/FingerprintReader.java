package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the fingerprint of the database that the connection is in: counts and hashes over each
 * catalog on which anything depends that is read, by relation, type and routine where its rows
 * belong to one. See docs/adr/0007-fingerprint.md for what that rests on. Opens no user relation.
 */
final class FingerprintReader {

  static final String CATALOG = "catalog.";
  static final String SELECTION = "selection";

  private final Connection connection;
  private final Selection selection;

  FingerprintReader(Connection connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  /**
   * What came of trying: either a fingerprint, or in words why there is none; the other is null.
   */
  record Taken(CatalogFingerprint fingerprint, String whyNot) {

    private static Taken not(String whyNot) {
      return new Taken(null, whyNot);
    }
  }

  /**
   * Takes it inside the open transaction, which stays usable, and whose snapshot it is of.
   *
   * @throws SQLException when the connection broke or a time limit was hit
   */
  Taken take() throws SQLException {
    Savepoint before = connection.setSavepoint();
    Taken taken;
    try {
      taken = takeIfPossible();
    } catch (SQLException failure) {
      String state = failure.getSQLState();
      // 42: the catalog lacks something or refuses it; 0A: not supported. Else nothing can be read.
      if (state == null || !(state.startsWith("42") || state.startsWith("0A"))) {
        throw failure;
      }
      connection.rollback(before);
      taken = Taken.not("this server's catalog cannot be compared (SQLSTATE " + state + ")");
    }
    connection.releaseSavepoint(before);
    return taken;
  }

  private Taken takeIfPossible() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("possible"))) {
      row.next();
      if (!row.getBoolean(1)) {
        return Taken.not("this server lacks what comparing takes (PostgreSQL 14 has it)");
      }
      if (!row.getBoolean(2)) {
        return Taken.not("this server does not tell versions of rows apart as PostgreSQL does");
      }
    }
    Map<String, String> parts = new TreeMap<>();
    parts.put(SELECTION, digest(written(selection)));
    readServer(parts);
    Map<String, String> statements = new TreeMap<>();
    String hidden = prepare(statements);
    if (hidden != null) {
      return Taken.not("the user may not see the catalog " + hidden);
    }
    CatalogNodes.Gathering nodes = new CatalogNodes.Gathering();
    CopyStream stream = new CopyStream(connection);
    for (Map.Entry<String, String> statement : statements.entrySet()) {
      readCatalog(stream, statement.getKey(), statement.getValue(), parts, nodes);
    }
    return new Taken(new CatalogFingerprint(nextTransaction(), parts, nodes.end()), null);
  }

  /** Each text with its length before it, so that no two selections are written alike. */
  private static String written(Selection selection) {
    StringBuilder text = new StringBuilder();
    for (List<Selection.Rule> rules : List.of(selection.include(), selection.exclude())) {
      text.append(rules.size()).append(';');
      for (Selection.Rule rule : rules) {
        append(text, rule.database());
        rule.schema().ifPresentOrElse(schema -> append(text, schema), () -> text.append('-'));
      }
    }
    selection.excludedRelations().ifPresent(regex -> append(text, regex));
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  private void readServer(Map<String, String> parts) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql("server"))) {
      while (rows.next()) {
        parts.put(rows.getString(1), digest(rows.getString(2)));
      }
    }
  }

  private long nextTransaction() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("transactions"))) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Gathers a statement for each catalog.
   *
   * @return a catalog that would have to be read and may not be; null when there is none
   */
  private String prepare(Map<String, String> statements) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("catalogs"))) {
      while (row.next()) {
        String catalog = row.getString(1);
        String way = row.getString(2);
        if (!row.getBoolean(5)) {
          return catalog;
        }
        if (!way.equals("none")) {
          statements.put(
              catalog,
              statement(catalog, way, row.getString(3), Optional.ofNullable(row.getString(4))));
        }
      }
    }
    return null;
  }

  private String statement(String catalog, String way, String part, Optional<String> leftOut)
      throws SQLException {
    String text = sql(way.equals("own") ? catalog : way).replace("{catalog}", catalog);
    if (leftOut.isPresent() && text.contains("{columns}")) {
      text = text.replace("{columns}", columns(part, leftOut.get()));
    }
    return part == null ? text : text.replace("{part}", part);
  }

  private String columns(String from, String leftOut) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql("value_columns"))) {
      statement.setString(1, from);
      statement.setString(2, leftOut);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String columns = row.getString(1);
        if (columns == null) {
          throw new SQLException("No column of " + from + " may be read", "42501");
        }
        return columns;
      }
    }
  }

  /** Rows that belong to no node are a part of the whole. */
  private static void readCatalog(
      CopyStream stream,
      String catalog,
      String statement,
      Map<String, String> parts,
      CatalogNodes.Gathering nodes)
      throws SQLException {
    stream.forEach(
        statement,
        row -> {
          long node = row.number(0);
          if (node < 0) {
            parts.put(CATALOG + catalog, row.number(1) + ":" + row.number(2));
          } else {
            nodes.add(catalog, node, row.number(1), row.number(2));
          }
        });
  }

  /**
   * A mark that moves with every change of a relation, also one that was taken back. Fingerprints
   * compare contents of pg_class; texts are read after the snapshot and could be of a moment in
   * between.
   */
  String relationVersions() throws SQLException {
    Map<String, String> parts = new TreeMap<>();
    readCatalog(
        new CopyStream(connection),
        "pg_class",
        sql("relation_versions"),
        parts,
        new CatalogNodes.Gathering());
    return parts.toString();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(FingerprintReader.class, statement);
  }
}
