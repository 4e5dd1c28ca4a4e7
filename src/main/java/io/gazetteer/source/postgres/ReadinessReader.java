package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.fingerprint.FingerprintReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out what a read of the database that the connection is in would lack, by having the server
 * explain each of its statements, for which it checks the same privileges as for running them.
 * Works in the caller's transaction, and opens no user relation.
 */
final class ReadinessReader {

  private static final Pattern WORD = Pattern.compile("\\b[a-z][a-z0-9_]*\\b");
  private static final Pattern CALL = Pattern.compile("\\b([a-z][a-z0-9_]*)\\(");
  private static final Pattern TEXT = Pattern.compile("'[^']*'");

  private final Connection connection;
  private final Selection selection;
  private final Vocabulary vocabulary;
  private String role = "";
  private String database = "";

  ReadinessReader(Connection connection, Selection selection, Vocabulary vocabulary) {
    this.connection = connection;
    this.selection = selection;
    this.vocabulary = vocabulary;
  }

  /** Columns of {@code schemas.sql}. */
  private enum Field {
    OID,
    NAME,
    USABLE,
    TABLES,
    VIEWS
  }

  /** Columns of {@code session.sql}. */
  private enum Session {
    ROLE,
    DATABASE,
    COUNTS_SCANS
  }

  /** Every schema of the database. */
  List<SchemaListing> schemas() throws SQLException {
    return listed(SchemaReader.read(connection, selection, new Findings(vocabulary)));
  }

  private List<SchemaListing> listed(Schemas schemas) throws SQLException {
    List<SchemaListing> found = new ArrayList<>();
    new CopyStream(connection)
        .forEach(
            sql("schemas"),
            Field.class,
            row ->
                found.add(
                    new SchemaListing(
                        row.text(Field.NAME),
                        schemas.get(row.number(Field.OID)) != null,
                        row.flag(Field.USABLE),
                        row.number(Field.TABLES),
                        row.number(Field.VIEWS),
                        schemas.excludedFor(row.number(Field.OID)))));
    return found;
  }

  Readiness read() throws SQLException {
    SelectionSettings.set(connection, "{}", selection);
    List<Readiness.Lack> lacks = lacks(capabilities());
    readSession(lacks);
    if (lacks.stream().anyMatch(Readiness.Lack::essential)) {
      return new Readiness(role, List.of(), 0, 0, List.of(), lacks);
    }
    Schemas schemas = SchemaReader.read(connection, selection, new Findings(vocabulary));
    List<SchemaListing> listings = listed(schemas);
    SelectionSettings.set(connection, schemas.oids(), selection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("relations"))) {
      row.next();
      return new Readiness(
          role, listings, row.getLong("tables"), row.getLong("views"), unmatched(listings), lacks);
    }
  }

  /** Where even the list of columns is hidden, statements are fitted to a server without any. */
  private Capabilities capabilities() throws SQLException {
    AtomicReference<Capabilities> found = new AtomicReference<>(Capabilities.NONE);
    SourceTransaction.failure(
        connection,
        () -> found.set(Capabilities.read(new CopyStream(connection))),
        failure -> SqlState.INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState()));
    return found.get();
  }

  /** Reads role and database; notes what the server's own settings hide. */
  private void readSession(List<Readiness.Lack> lacks) throws SQLException {
    new CopyStream(connection)
        .forEach(
            sql("session"),
            Session.class,
            row -> {
              role = row.shared(Session.ROLE);
              database = row.shared(Session.DATABASE);
              if (!row.flag(Session.COUNTS_SCANS)) {
                lacks.add(
                    new Readiness.Lack(
                        "scans of indexes",
                        "the server does not count them; set track_counts = on there",
                        false,
                        List.of()));
              }
            });
  }

  private List<Readiness.Lack> lacks(Capabilities capabilities) throws SQLException {
    List<Readiness.Lack> lacks = new ArrayList<>();
    List<ReadParts.Part> parts = ReadParts.of(vocabulary, capabilities);
    List<String> all = parts.stream().flatMap(part -> part.statements().stream()).toList();
    if (refusal(all).isPresent()) {
      for (ReadParts.Part part : parts) {
        lackOf(part, lacks);
      }
    }
    Set<String> hidden = hiddenFromFingerprint();
    if (!hidden.isEmpty()) {
      lacks.add(
          new Readiness.Lack(
              "recognising an unchanged database, so that each crawl reads everything",
              "the user may not see " + String.join(", ", hidden),
              false,
              hidden.stream().map(name -> "SELECT ON pg_catalog." + name).toList()));
    }
    return lacks;
  }

  private void lackOf(ReadParts.Part part, List<Readiness.Lack> lacks) throws SQLException {
    Set<String> grants = new LinkedHashSet<>();
    Set<String> states = new TreeSet<>();
    for (String statement : part.statements()) {
      Optional<String> state = refusal(List.of(statement));
      if (state.isPresent()) {
        states.add(state.get());
        grants.addAll(missing(statement));
      }
    }
    if (!states.isEmpty()) {
      lacks.add(
          new Readiness.Lack(
              part.what(),
              (states.contains(SqlState.INSUFFICIENT_PRIVILEGE)
                      ? "the server denies access to what they are read from"
                      : "this server's catalog lacks what describes them")
                  + " (SQLSTATE "
                  + String.join(", ", states)
                  + ")",
              part.essential(),
              List.copyOf(grants)));
    }
  }

  /**
   * Why the server would not run statements; empty where it would.
   *
   * @throws SQLException when it failed for a reason that has nothing to do with the statement
   */
  private Optional<String> refusal(List<String> statements) throws SQLException {
    String explained =
        statements.stream().map(each -> "EXPLAIN " + each).collect(Collectors.joining(";\n"));
    return SourceTransaction.refusal(
        connection,
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(explained);
          }
        });
  }

  /** What everybody has on what a statement names, and this role lacks. */
  private List<String> missing(String text) throws SQLException {
    List<String> grants = new ArrayList<>();
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement statement = connection.prepareStatement(sql("missing"))) {
      statement.setArray(1, connection.createArrayOf("text", words(text).toArray()));
      statement.setArray(2, connection.createArrayOf("text", calls(text).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          grants.add(rows.getString("privilege"));
        }
      }
    } catch (SQLException failure) {
      if (!SqlState.INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
        throw failure;
      }
      connection.rollback(before);
      grants.addAll(missingBasics());
    }
    connection.releaseSavepoint(before);
    return grants;
  }

  /** Where even the lists of privileges are hidden: what must be granted to read them. */
  private List<String> missingBasics() throws SQLException {
    List<String> grants = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql("basics"))) {
      while (rows.next()) {
        grants.add(rows.getString("privilege"));
      }
    }
    return grants;
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  /** Functions called, as {@code name/arguments}, which distinguishes overloads. */
  static Set<String> calls(String text) {
    String plain = TEXT.matcher(text).replaceAll("''");
    Set<String> calls = new HashSet<>();
    Matcher call = CALL.matcher(plain);
    while (call.find()) {
      int depth = 1;
      int arguments = plain.charAt(call.end()) == ')' ? 0 : 1;
      for (int at = call.end(); depth > 0 && at < plain.length(); at++) {
        char c = plain.charAt(at);
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        arguments += c == ',' && depth == 1 ? 1 : 0;
      }
      calls.add(call.group(1) + "/" + arguments);
    }
    return calls;
  }

  /**
   * Catalogs without which no fingerprint is taken; none where the server could take none anyway.
   */
  private Set<String> hiddenFromFingerprint() throws SQLException {
    Set<String> hidden = new TreeSet<>();
    Optional<String> refusal =
        SourceTransaction.refusal(connection, () -> addHiddenIfPossible(hidden));
    return refusal.isPresent() ? Set.of() : hidden;
  }

  private void addHiddenIfPossible(Set<String> hidden) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(FingerprintReader.class, "possible"))) {
      row.next();
      if (row.getBoolean("comparable") && row.getBoolean("versioned")) {
        addHidden(hidden);
      }
    }
  }

  private void addHidden(Set<String> hidden) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(FingerprintReader.class, "catalogs"))) {
      while (row.next()) {
        if (!row.getBoolean("readable")) {
          hidden.add(row.getString("catalog"));
        }
      }
    }
  }

  private List<String> unmatched(List<SchemaListing> schemas) throws SQLException {
    Set<String> names = schemas.stream().map(SchemaListing::name).collect(Collectors.toSet());
    return new RuleMatches(connection, selection)
        .read(names, new CopyStream(connection).text(), database).includeUnmatched().stream()
            .flatMap(rule -> rule.schema().stream())
            .map(Selection::shown)
            .toList();
  }

  private static String sql(String statement) {
    return CatalogSql.text(ReadinessReader.class, statement);
  }
}
