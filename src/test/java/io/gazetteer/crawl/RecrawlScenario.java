package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** Crawls the same database again and again, and looks at what the store then holds. */
final class RecrawlScenario {

  private static final Pattern READ = Pattern.compile(": read (fully|in part), because ");

  private final Jdbi store;
  private final WorkflowBuilder workflow;
  private final int port;
  private final String database;

  RecrawlScenario(Jdbi store, int port, String database) {
    this.store = store;
    this.port = port;
    this.database = database;
    this.workflow = aWorkflow().at("localhost", port).of(database);
  }

  /** Leaves out schemas by an exclude filter; before the first crawl. */
  RecrawlScenario excluding(String filter) {
    workflow.excluding(filter);
    return this;
  }

  String connection() {
    return workflow.connection();
  }

  String database() {
    return database;
  }

  /** Changes the source, as superuser, and lets the server's counters follow. */
  void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("SELECT pg_stat_force_next_flush()");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  String workflow() {
    return workflow.name();
  }

  /** The first crawl. */
  JsonPath start() {
    return ended(workflow.start());
  }

  JsonPath again() {
    return ended(Service.rerun(workflow.name()));
  }

  static JsonPath ended(String name) {
    JsonPath run = Service.awaitEnd(name);
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    return run;
  }

  /** Whether a run found the database unchanged; it says so, or why it read. */
  static boolean wasSkipped(JsonPath run) {
    List<String> log = Service.log(run.getString("run.name"));
    boolean skipped =
        log.stream().anyMatch(line -> line.contains(": unchanged since the full read"));
    assertThat(log.stream().anyMatch(line -> READ.matcher(line).find()))
        .as(log.toString())
        .isEqualTo(!skipped);
    return skipped;
  }

  /** Whether a run read what had changed, and nothing of the other relations. */
  static boolean wasReadInPart(JsonPath run) {
    return Service.log(run.getString("run.name")).stream()
        .anyMatch(line -> line.contains(": read in part, because "));
  }

  /** Why a run read everything or a part. */
  static String why(JsonPath run) {
    return Service.log(run.getString("run.name")).stream()
        .filter(line -> READ.matcher(line).find())
        .map(line -> line.substring(line.indexOf(", because ") + ", because ".length()))
        .findFirst()
        .orElse("unchanged");
  }

  /** All that the store holds of the database, one line an active asset. */
  List<String> assets() {
    return assets(connection());
  }

  private List<String> assets(String connection) {
    return assets(store, connection);
  }

  /** All that a store holds of a connection, one line an active asset, with no name of its own. */
  static List<String> assets(Jdbi store, String connection) {
    return store.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT replace(concat_ws(' ', a.type_name, a.qualified_name, a.parent_type_name, a.ordinal,
                        a.attributes,
                        -- The server's own work moves these two.
                        a.statistics - CASE WHEN a.type_name IN ('Database', 'PostgresTablespace') THEN 'sizeBytes' ELSE '' END), :connection, '<connection>')
                    FROM asset a
                    WHERE a.connection_qualified_name = :connection AND a.status = 'ACTIVE' AND a.type_name <> 'Connection'
                    ORDER BY 1""")
                .bind("connection", connection)
                .mapTo(String.class)
                .list());
  }

  /** What a crawl into a new connection makes of the database as it is now. */
  List<String> freshAssets() {
    WorkflowBuilder fresh = aWorkflow().at("localhost", port).of(database);
    ended(fresh.start());
    return assets(fresh.connection());
  }

  /**
   * Crawls again and, at the same time, into a new connection, and compares what the two make of
   * the database as it is now.
   *
   * @return the crawl into the old connection
   */
  JsonPath againAsAFirst(String change) {
    WorkflowBuilder fresh = aWorkflow().at("localhost", port).of(database);
    String again = Service.rerun(workflow.name());
    String first = fresh.start();
    JsonPath run = ended(again);
    ended(first);
    assertThat(assets()).as(change).containsExactlyElementsOf(assets(fresh.connection()));
    return run;
  }

  /** Changes rows of the store by hand. */
  int store(String sql) {
    return store.withHandle(
        handle -> handle.createUpdate(sql).bind("connection", connection()).execute());
  }

  Optional<String> lastRun() {
    return store.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT run_name FROM database_sync WHERE connection_qualified_name = :connection")
                .bind("connection", connection())
                .mapTo(String.class)
                .findOne());
  }
}
