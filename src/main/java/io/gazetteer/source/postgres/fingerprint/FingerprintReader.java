package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.common.Sha256;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the fingerprint of the database that the connection is in: counts and hashes over each
 * catalog on which anything depends that is read, by relation, type and routine where its rows
 * belong to one. See docs/adr/0007-fingerprint.md for what that rests on. Opens no user relation.
 */
public final class FingerprintReader {

  private final Connection connection;
  private final Selection selection;
  private final FingerprintWork work = new FingerprintWork();
  private final Map<String, String> parts = new TreeMap<>();
  private long nextTransaction;
  // Null where nothing stands against taking one.
  private String whyNot;

  /** Columns of {@code server.sql}. */
  private enum Fact {
    NAME,
    VALUE
  }

  /** Columns of {@code relation_versions.sql}. */
  private enum Versions {
    ROW_COUNT,
    VERSIONS
  }

  /**
   * A reader.
   *
   * @param selection what is read of the database, which is a part of the fingerprint
   */
  public FingerprintReader(Connection connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  /**
   * What came of trying: either a fingerprint, or in words why there is none; the other is null.
   */
  public record Taken(CatalogFingerprint fingerprint, String whyNot) {}

  /**
   * Begins inside the open transaction, which stays usable, and whose snapshot it is of: finds out
   * what must be read. Called once, before {@link #end}.
   *
   * @return empty where there will be none
   * @throws SQLException when the connection broke or a time limit was hit
   */
  public Optional<FingerprintWork> begin() throws SQLException {
    whyNot = orWhyNot(this::prepareIfPossible);
    return whyNot == null ? Optional.of(work) : Optional.empty();
  }

  /**
   * Reads inside the same transaction what of the work nobody else has taken yet.
   *
   * @throws SQLException when the connection broke or a time limit was hit
   */
  public void readOn() throws SQLException {
    if (whyNot == null) {
      whyNot =
          orWhyNot(
              () -> {
                work.readAll(connection, () -> true);
                return null;
              });
    }
  }

  /**
   * Reads what others gave back, none of whom may have anything in hand or take more.
   *
   * @throws SQLException when the connection broke or a time limit was hit
   */
  public Taken end() throws SQLException {
    readOn();
    if (whyNot != null) {
      return new Taken(null, whyNot);
    }
    parts.putAll(work.parts());
    return new Taken(
        new CatalogFingerprint(nextTransaction, parts, work.nodes(), StatisticsMarks.NONE), null);
  }

  /** Returns why there is no fingerprint; null if nothing prevents it. */
  private interface Attempt {
    String run() throws SQLException;
  }

  private String orWhyNot(Attempt attempt) throws SQLException {
    String[] found = new String[1];
    return SourceTransaction.failure(
            connection,
            () -> found[0] = attempt.run(),
            failure -> SqlState.isRefusal(failure) || SqlState.isDamage(failure))
        .map(state -> "this server's catalog cannot be compared (SQLSTATE " + state + ")")
        .orElse(found[0]);
  }

  private String prepareIfPossible() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("possible"))) {
      row.next();
      if (!row.getBoolean("comparable")) {
        return "this server lacks what comparing takes (PostgreSQL 14 has it)";
      }
      if (!row.getBoolean("versioned")) {
        return "this server does not distinguish versions of rows as PostgreSQL does";
      }
    }
    parts.put(CatalogFingerprint.SELECTION, Sha256.hex(written(selection)));
    readServer(parts);
    String hidden = prepare();
    if (hidden != null) {
      return "the user may not see the catalog " + hidden;
    }
    nextTransaction = readNextTransaction();
    return null;
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
    append(text, selection.excludedKinds());
    text.append(selection.extensionSchemas());
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  private void readServer(Map<String, String> parts) throws SQLException {
    new CopyStream(connection)
        .forEach(
            sql("server"),
            Fact.class,
            row -> parts.put(row.text(Fact.NAME), Sha256.hex(row.shared(Fact.VALUE))));
  }

  private long readNextTransaction() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("transactions"))) {
      row.next();
      return row.getLong("next_transaction");
    }
  }

  /**
   * Gathers a statement for each catalog, large ones first.
   *
   * @return a catalog that must be read and may not be; null when there is none
   */
  private String prepare() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("catalogs"))) {
      while (row.next()) {
        String catalog = row.getString("catalog");
        String way = row.getString("way");
        if (!row.getBoolean("readable")) {
          return catalog;
        }
        if (!way.equals("none")) {
          work.add(
              catalog,
              statement(
                  catalog,
                  way,
                  row.getString("part"),
                  Optional.ofNullable(row.getString("excluded"))));
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
        String columns = row.getString("columns");
        if (columns == null) {
          throw new SQLException(
              "No column of " + from + " may be read", SqlState.INSUFFICIENT_PRIVILEGE);
        }
        return columns;
      }
    }
  }

  /**
   * A mark that moves with every change of a relation, also one that was taken back. Fingerprints
   * compare contents of pg_class; texts are read after the snapshot and could be of a moment in
   * between.
   */
  public String relationVersions() throws SQLException {
    StringBuilder mark = new StringBuilder();
    new CopyStream(connection)
        .forEach(
            sql("relation_versions"),
            Versions.class,
            row ->
                mark.append(row.number(Versions.ROW_COUNT))
                    .append(':')
                    .append(row.number(Versions.VERSIONS)));
    return mark.toString();
  }

  private static String sql(String statement) {
    return SqlFiles.of(FingerprintReader.class, statement);
  }
}
