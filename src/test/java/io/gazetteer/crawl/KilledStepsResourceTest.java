package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StumblingProfile;
import io.gazetteer.testing.StumblingSources;
import io.gazetteer.testing.StumblingSources.Place;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the own store's connection in the middle of every step of a crawl. The run is taken up
 * again, the catalogue comes out as that of a crawl that nobody disturbed, and so does its history:
 * each change once, nothing archived that came back.
 */
@ServiceTest
@TestProfile(StumblingProfile.class)
@Tag("slow")
class KilledStepsResourceTest {

  private static final String FIRST =
      "CREATE SCHEMA a; CREATE TABLE a.kept (id int PRIMARY KEY, note text); CREATE TABLE a.dropped"
          + " (id int REFERENCES a.kept); CREATE VIEW a.seen AS SELECT id FROM a.kept; CREATE"
          + " SCHEMA b; CREATE TABLE b.other (id int)";
  private static final String THEN =
      "DROP TABLE a.dropped; ALTER TABLE a.kept ALTER COLUMN note SET NOT NULL;"
          + " CREATE TABLE b.added (id int REFERENCES a.kept); INSERT INTO b.other VALUES (1);"
          + " ANALYZE b.other";

  /** A step, and how it is killed: the SQL that lays the trap in the own store. */
  private record Step(String name, String trap, String statement, int time) {

    /** Fires behind a statement on a table, where the statement's text is like a pattern. */
    static Step after(String name, String event, String table, String statement) {
      return new Step(
          name,
          "CREATE TRIGGER trap AFTER %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION trap.strike()"
              .formatted(event, table),
          statement,
          1);
    }

    /** Fires while a transaction commits that changed a table. */
    static Step committing(String name, String event, String table, String condition) {
      return new Step(
          name,
          "CREATE CONSTRAINT TRIGGER trap AFTER %s ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW %s EXECUTE FUNCTION trap.strike()"
              .formatted(event, table, condition),
          "%",
          1);
    }

    /** Fires behind a statement that makes something, temporary tables included. */
    static Step making(String name, String tag, String statement) {
      return new Step(
          name,
          "CREATE EVENT TRIGGER trap ON ddl_command_end WHEN TAG IN ('%s') EXECUTE FUNCTION trap.strike()"
              .formatted(tag),
          statement,
          1);
    }

    Step atTime(int number) {
      return new Step(name, trap, statement, number);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          Step.after("the plan is stored", "INSERT", "run_scope", "%"),
          Step.after("the scope is begun", "UPDATE", "run_scope", "%s.attempts + 1%"),
          Step.making("the stage is opened", "CREATE TABLE", "%asset_excluded%"),
          Step.making("the stage is indexed", "CREATE INDEX", "%asset_stage%"),
          Step.after("changed assets are written", "UPDATE", "asset", "%differing AS%"),
          Step.after("their history is written", "INSERT", "asset_change", "%differing AS%"),
          Step.after("new assets are written", "INSERT", "asset", "%inserted AS%"),
          Step.after("the schemas read are noted", "INSERT", "schema_read", "%"),
          Step.after("vanished assets are archived", "UPDATE", "asset", "%archived AS%"),
          Step.after("figures are refreshed", "UPDATE", "asset", "%SET statistics%"),
          Step.after("the read is noted", "INSERT OR UPDATE", "database_sync", "%INSERT INTO%"),
          Step.after("the change is counted", "UPDATE", "database_sync", "%s.changes + 1%"),
          Step.committing("the merge commits", "UPDATE", "database_sync", ""),
          Step.after("the scope is ended", "UPDATE", "run_scope", "%warnings = %"),
          Step.making("dropped databases are looked for", "CREATE TABLE", "%asset_vanished%DROP%"),
          Step.after("dropped databases are archived", "UPDATE", "asset", "%archived AS%")
              .atTime(2),
          Step.committing(
              "the archiving of databases commits",
              "UPDATE",
              "asset",
              "WHEN (NEW.database_name LIKE '%\\_gone' AND NEW.status = 'DELETED')"),
          Step.after("the run is ended", "UPDATE", "run", "%degraded = %"));

  /** Of a first crawl, whose assets go straight into the catalogue. */
  private static final List<Step> FIRST_STEPS =
      List.of(
          Step.after("the connection's asset is saved", "INSERT", "asset", "%"),
          Step.after("assets are loaded", "INSERT", "asset", "%COPY asset (%"),
          Step.after("assets are counted", "INSERT", "asset_count", "%COPY asset (%"),
          Step.after("names are gathered", "INSERT", "asset_name", "%COPY asset (%"),
          Step.after("the merge is noted", "INSERT", "asset_merge", "%"),
          Step.after(
              "the first read is noted", "INSERT OR UPDATE", "database_sync", "%INSERT INTO%"),
          Step.committing("the load commits", "INSERT", "asset_merge", ""));

  @Inject StumblingSources sources;
  @Inject Jdbi jdbi;
  @Inject AgroalDataSource dataSource;

  private final String database = Postgres.createDatabase("steps");
  private final String gone = database + "_gone";
  private final Map<String, WorkflowBuilder> crawls = new LinkedHashMap<>();
  private String store;

  @AfterEach
  void take_the_trap_away() {
    jdbi.useHandle(KilledStepsResourceTest::disarm);
  }

  @Test
  void a_crawl_that_is_killed_at_any_step_ends_as_one_that_nobody_disturbed() {
    store =
        jdbi.withHandle(
            handle -> handle.createQuery("SELECT current_database()").mapTo(String.class).one());
    Postgres.execute(database, FIRST);
    Postgres.execute("postgres", "CREATE DATABASE " + gone);
    Postgres.execute(gone, "CREATE TABLE public.lost (id int)");
    List<String> names = new ArrayList<>(STEPS.stream().map(Step::name).toList());
    names.addAll(List.of("half of the rows are staged", "all rows are staged", "undisturbed"));
    for (String run : names.stream().map(name -> newCrawl(name).start()).toList()) {
      assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
    }
    WorkflowBuilder undisturbed = crawls.get("undisturbed");
    Postgres.execute(database, THEN);
    Postgres.execute("postgres", "DROP DATABASE " + gone);
    end("undisturbed");

    for (Step step : STEPS) {
      jdbi.useHandle(handle -> arm(handle, step));
      end(step.name());
      assertThat(strikes()).as(step.name()).isGreaterThanOrEqualTo(step.time());
      jdbi.useHandle(KilledStepsResourceTest::disarm);
    }
    sources.onceAt(Place.HALF, () -> killCopy("COPY pg_temp.%"));
    end("half of the rows are staged");
    sources.onceAt(Place.READ, () -> killCopy("COPY pg_temp.%"));
    end("all rows are staged");

    List<String> expected = catalogue(undisturbed);
    assertThat(expected)
        .anyMatch(line -> line.contains("DELETED") && line.contains("/a/dropped"))
        .anyMatch(line -> line.contains("DELETED") && line.contains("/public/lost"))
        .anyMatch(line -> line.contains("CHANGED"))
        .anyMatch(line -> line.contains("/b/added"));
    crawls.forEach(
        (name, crawl) ->
            assertThat(catalogue(crawl))
                .as("killed while " + name)
                .containsExactlyElementsOf(expected));
  }

  @Test
  void a_first_crawl_that_is_killed_at_any_step_ends_as_one_that_nobody_disturbed() {
    store =
        jdbi.withHandle(
            handle -> handle.createQuery("SELECT current_database()").mapTo(String.class).one());
    Postgres.execute(database, FIRST);
    List<String> expected = catalogue(crawlFirst("undisturbed"));
    assertThat(expected).anyMatch(line -> line.contains("/a/kept/note"));

    for (Step step : FIRST_STEPS) {
      jdbi.useHandle(handle -> arm(handle, step));
      awaitEnd(newCrawl(step.name()).start(), step.name());
      assertThat(strikes()).as(step.name()).isGreaterThanOrEqualTo(step.time());
      jdbi.useHandle(KilledStepsResourceTest::disarm);
    }
    sources.onceAt(Place.HALF, () -> killCopy("COPY asset (%"));
    awaitEnd(newCrawl("half of the rows are loaded").start(), "half of the rows are loaded");
    sources.onceAt(Place.READ, () -> killCopy("COPY asset (%"));
    awaitEnd(newCrawl("all rows are loaded").start(), "all rows are loaded");

    crawls.forEach(
        (name, crawl) ->
            assertThat(catalogue(crawl))
                .as("killed while " + name)
                .containsExactlyElementsOf(expected));
    assertThat(uncounted()).isZero();
  }

  /** Assets beyond or missing from the counters. */
  private long uncounted() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT abs((SELECT count(*) FROM asset) - (SELECT sum(assets) FROM asset_count))
                        + abs((SELECT count(*) FROM asset) - (SELECT sum(assets) FROM asset_name_count))\
                    """)
                .mapTo(Long.class)
                .one());
  }

  private WorkflowBuilder newCrawl(String name) {
    WorkflowBuilder crawl =
        aWorkflow().of(database).including("{\"^%s.*$\":[]}".formatted(database));
    crawls.put(name, crawl);
    return crawl;
  }

  private WorkflowBuilder crawlFirst(String name) {
    WorkflowBuilder crawl = newCrawl(name);
    assertThat(Service.awaitEnd(crawl.start()).getString("run.state")).isEqualTo("SUCCEEDED");
    return crawl;
  }

  private void end(String name) {
    awaitEnd(Service.rerun(crawls.get(name).name()), name);
  }

  private void awaitEnd(String started, String name) {
    // Past the pool, where a connection that was killed may still lie.
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isFinished(started));
    dataSource.flush(AgroalDataSource.FlushMode.INVALID);
    JsonPath run = Service.run(started);
    assertThat(run.getString("run.state")).as(name + run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(run.getBoolean("run.degraded")).as(name + run.prettify()).isFalse();
  }

  private boolean isFinished(String run) throws SQLException {
    try (Connection connection = Postgres.connect(store);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT FROM run WHERE name = ? AND finished_at IS NOT NULL")) {
      statement.setString(1, run);
      return statement.executeQuery().next();
    }
  }

  private static void arm(Handle handle, Step step) {
    disarm(handle);
    handle.execute("CREATE SCHEMA trap");
    handle.execute("CREATE SEQUENCE trap.strikes");
    boolean event = step.trap().contains("EVENT");
    handle.execute(
        """
        CREATE FUNCTION trap.strike() RETURNS %s LANGUAGE plpgsql AS $$
        BEGIN
          IF current_query() LIKE '%s' AND nextval('trap.strikes') = %d THEN
            PERFORM pg_terminate_backend(pg_backend_pid());
            PERFORM pg_sleep(60);
          END IF;
          %s
        END $$\
        """
            .formatted(
                event ? "event_trigger" : "trigger",
                step.statement(),
                step.time(),
                event ? "" : "RETURN NULL;"));
    handle.execute(step.trap());
  }

  private static void disarm(Handle handle) {
    handle.execute("SET client_min_messages = warning");
    handle.execute("DROP SCHEMA IF EXISTS trap CASCADE");
  }

  private long strikes() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM trap.strikes")
                .mapTo(Long.class)
                .one());
  }

  private void killCopy(String statement) {
    int killed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND query LIKE '%' || :statement"
                            + " AND pid <> pg_backend_pid()")
                    .bind("statement", statement)
                    .mapTo(Integer.class)
                    .one());
    assertThat(killed).isEqualTo(1);
  }

  /** Everything of a connection and all that happened to it, without what names the connection. */
  private List<String> catalogue(WorkflowBuilder crawl) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT replace(concat_ws(' ', a.type_name, a.qualified_name, a.status, a.version,
                             a.attributes,
                             -- The server's own work moves these two.
                             a.statistics - CASE WHEN a.type_name IN ('Database', 'PostgresTablespace') THEN 'sizeBytes' ELSE '' END,
                             (SELECT string_agg(concat_ws(' ', h.kind, h.changes), ', ' ORDER BY h.id)
                                FROM asset_change h WHERE h.guid = a.guid)), :connection, '<connection>')
                      FROM asset a
                     WHERE a.connection_qualified_name = :connection AND a.type_name <> 'Connection'
                     ORDER BY 1\
                    """)
                .bind("connection", crawl.connection())
                .mapTo(String.class)
                .list());
  }
}
