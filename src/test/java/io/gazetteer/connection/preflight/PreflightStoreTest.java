package io.gazetteer.connection.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.ConnectionAttempt;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.connection.preflight.ConnectionReport.Topic;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.PostgresPair;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.TlsPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class PreflightStoreTest {

  private static final String PASSWORD = "pre-fl1ght";

  @Inject TestConnection testConnection;
  @Inject OpenConnection openConnection;
  @Inject Sources sources;
  @Inject SourceLimits limits;
  @Inject SignInDatabases signInDatabases;
  @Inject ManagedExecutor executor;

  @BeforeAll
  static void prepare_the_server() {
    SecuredPostgres.execute(
        "postgres",
        "CREATE ROLE preflight LOGIN PASSWORD '"
            + PASSWORD
            + "'; CREATE ROLE preflight_few LOGIN PASSWORD '"
            + PASSWORD
            + "' CONNECTION LIMIT 3");
    for (String database : List.of("pre_a", "pre_b", "pre_dead")) {
      SecuredPostgres.execute("postgres", "CREATE DATABASE " + database);
    }
    SecuredPostgres.execute("postgres", "ALTER DATABASE pre_dead ALLOW_CONNECTIONS false");
    SecuredPostgres.execute("pre_a", "CREATE SCHEMA one; CREATE TABLE one.t (a int)");
  }

  private static ConnectionTarget target(String user, Optional<String> database) {
    return new ConnectionTarget(
        "localhost", SecuredPostgres.port(), database, new SignIn.Basic(user, PASSWORD));
  }

  private static Selection.Rule rule(String database) {
    return new Selection.Rule("^(?:" + database + ")$", Optional.empty());
  }

  private static Selection including(Selection.Rule... rules) {
    return new Selection(List.of(rules), List.of(), Optional.empty());
  }

  private static Step about(ConnectionReport report, Topic topic) {
    return report.about(topic).get(0);
  }

  @Test
  void each_database_that_the_filters_choose_is_looked_into_and_no_other() {
    ConnectionReport report =
        testConnection.test(
            target("preflight", Optional.empty()), including(rule("pre_a"), rule("pre_b")));
    assertThat(report.ok()).as("%s", report).isTrue();
    assertThat(report.about(Topic.CONTENTS))
        .extracting(Step::name)
        .containsExactly("Contents of pre_a", "Contents of pre_b");
    assertThat(report.found().tables()).isEqualTo(1);
    assertThat(report.found().version()).isPresent();
  }

  @Test
  void what_a_filter_names_and_the_server_has_not_is_named_as_it_was_written() {
    Selection.Rule schema = new Selection.Rule("^(?:^pre_a$)$", Optional.of("^(?:^two$)$"));
    ConnectionReport report =
        testConnection.test(
            target("preflight", Optional.empty()), including(rule("pre_c"), schema));
    assertThat(about(report, Topic.DATABASES).state()).isEqualTo(StepState.WARNING);
    assertThat(about(report, Topic.DATABASES).message()).contains("No database is named pre_c");
    assertThat(about(report, Topic.SCHEMAS).state()).isEqualTo(StepState.WARNING);
    assertThat(about(report, Topic.SCHEMAS).message()).contains("No schema is named two");
    assertThat(report.found().unmatched()).containsExactly("pre_c", "pre_a.two");
  }

  @Test
  void of_many_databases_the_first_ten_are_looked_into_and_the_test_says_so() {
    for (int i = 1; i <= 11; i++) {
      SecuredPostgres.execute("postgres", "CREATE DATABASE pre_many_" + i);
    }
    ConnectionReport report =
        testConnection.test(
            target("preflight", Optional.empty()), including(rule("pre_many_[0-9]+")));
    assertThat(report.ok()).as("%s", report).isTrue();
    assertThat(report.about(Topic.CONTENTS)).hasSize(10);
    assertThat(about(report, Topic.DATABASES).message())
        .contains("11 databases to be crawled", "Only the first 10 are examined");
  }

  @Test
  void filters_that_leave_nothing_fail() {
    ConnectionReport report =
        testConnection.test(target("preflight", Optional.empty()), including(rule("pre_c")));
    assertThat(report.ok()).isFalse();
    assertThat(about(report, Topic.DATABASES).message()).contains("select no database");
  }

  @Test
  void a_database_that_takes_no_connections_is_no_matter_of_grants() {
    ConnectionReport report =
        testConnection.test(target("preflight", Optional.empty()), including(rule("pre_dead")));
    assertThat(about(report, Topic.DATABASES).state()).isEqualTo(StepState.FAILED);
    assertThat(about(report, Topic.DATABASES).remedy().orElseThrow()).contains("ALLOW_CONNECTIONS");
    assertThat(report.grants()).isEmpty();
  }

  @Test
  void few_connections_left_for_the_role_are_warned_of() {
    ConnectionReport report =
        testConnection.test(target("preflight_few", Optional.of("pre_a")), Selection.ALL);
    assertThat(report.ok()).isTrue();
    assertThat(about(report, Topic.SLOTS).state()).isEqualTo(StepState.WARNING);
    assertThat(about(report, Topic.SLOTS).message())
        .contains("the role may have 2 more; a crawl uses at most 2");
    assertThat(
            about(
                    testConnection.test(target("preflight", Optional.of("pre_a")), Selection.ALL),
                    Topic.SLOTS)
                .state())
        .isEqualTo(StepState.OK);
  }

  @Test
  void a_hidden_list_of_roles_hides_no_more_than_the_number_of_connections() {
    SecuredPostgres.execute("pre_b", "REVOKE SELECT ON pg_catalog.pg_stat_activity FROM PUBLIC");
    ConnectionReport report =
        testConnection.test(target("preflight", Optional.of("pre_b")), Selection.ALL);
    assertThat(report.ok()).isTrue();
    assertThat(about(report, Topic.SLOTS).message()).contains("The user may not see");
    assertThat(report.grants()).isEmpty();
    SecuredPostgres.execute("pre_b", "GRANT SELECT ON pg_catalog.pg_stat_activity TO PUBLIC");
  }

  @Test
  void a_managed_service_is_guessed_by_what_it_adds() {
    SecuredPostgres.execute("postgres", "ALTER DATABASE pre_b SET rds.extensions = 'hstore'");
    ConnectionReport report =
        testConnection.test(target("preflight", Optional.of("pre_b")), Selection.ALL);
    assertThat(about(report, Topic.SERVER).message()).contains("looks like Amazon RDS");
    SecuredPostgres.execute("postgres", "ALTER DATABASE pre_b RESET rds.extensions");
  }

  @Test
  void a_standby_is_told_and_nothing_of_the_test_needs_to_write() throws Exception {
    try (PostgresPair pair = PostgresPair.start()) {
      ConnectionReport report =
          testConnection.test(
              new ConnectionTarget(
                  "localhost",
                  pair.standbyPort(),
                  Optional.of("postgres"),
                  new SignIn.Basic("postgres", "trusted")));
      assertThat(report.steps())
          .as("%s", report)
          .extracting(Step::state)
          .containsOnly(StepState.OK);
      assertThat(about(report, Topic.SERVER).message()).contains("a standby");
    }
  }

  @Test
  void a_server_that_never_answers_is_given_up_in_time_and_the_rest_is_named() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      ConnectionReport report =
          within(Duration.ofSeconds(1))
              .test(
                  new ConnectionTarget(
                      "localhost",
                      silent.getLocalPort(),
                      Optional.of("pre_a"),
                      new SignIn.Basic("preflight", PASSWORD)));
      assertThat(about(report, Topic.REACH).state()).isEqualTo(StepState.OK);
      assertThat(about(report, Topic.TLS).state()).isEqualTo(StepState.FAILED);
      assertThat(about(report, Topic.TLS).message()).contains("stopped after 1 seconds");
      assertThat(about(report, Topic.TLS).millis()).isBetween(500L, 10_000L);
      assertThat(report.steps())
          .filteredOn(step -> step.state() == StepState.NOT_TRIED)
          .extracting(Step::name)
          .containsExactly("Sign in", "Server", "Connection slots", "Databases");
    }
  }

  // Made by hand, because its settings differ from those of the service.
  @SuppressWarnings("UnnecessaryAssignment")
  @Test
  void databases_that_are_not_listed_in_time_are_named_and_are_not_empty() {
    ListSchemas listSchemas = new ListSchemas();
    listSchemas.openConnection = openConnection;
    listSchemas.sources = sources;
    listSchemas.signInDatabases = signInDatabases;
    ConnectionTarget target = target("preflight", Optional.empty());

    listSchemas.settings = settings(Duration.ofSeconds(20), Duration.ofSeconds(45));
    assertThat(listed(listSchemas, target, "pre_a").schemas()).isPresent();
    assertThat(listed(listSchemas, target, "pre_a").fault()).isEmpty();

    listSchemas.settings = settings(Duration.ofSeconds(20), Duration.ofMillis(500));
    assertThat(listed(listSchemas, target, "pre_a").schemas()).isEmpty();
    assertThat(listed(listSchemas, target, "pre_a").fault().orElseThrow())
        .contains("500 ms (gazetteer.preflight.listing-limit)");
    // Nobody asked for its schemas.
    assertThat(listed(listSchemas, target, "pre_dead").fault()).isEmpty();
  }

  private static DatabaseTree listed(
      ListSchemas listSchemas, ConnectionTarget target, String database) {
    return listSchemas
        .list(target, Selection.ALL, Optional.of(name -> !name.equals("pre_dead")))
        .stream()
        .filter(tree -> tree.name().equals(database))
        .findFirst()
        .orElseThrow();
  }

  private record Limits(Duration limit, Duration listingLimit, Duration statementTimeout)
      implements PreflightSettings {}

  private static PreflightSettings settings(Duration limit, Duration listingLimit) {
    return new Limits(limit, listingLimit, limit);
  }

  /** A copy of the bean with another limit. */
  private TestConnection within(Duration limit) {
    PreflightSettings settings = settings(limit, limit);
    return new TestConnection(
        openConnection, sources, limits, settings, signInDatabases, executor, Clock.systemUTC());
  }

  @Test
  void a_test_waits_for_one_of_the_places_that_crawls_have() throws SQLException {
    ConnectionTarget target = target("preflight", Optional.of("pre_a"));
    try (Connection one = openConnection.open(target, "pre_a");
        Connection other = openConnection.open(target, "pre_a")) {
      ConnectionReport report = within(Duration.ofMillis(700)).test(target);
      assertThat(one.isValid(1) && other.isValid(1)).isTrue();
      assertThat(about(report, Topic.SIGN_IN).state()).isNotEqualTo(StepState.OK);
      assertThat(report.ok()).isFalse();
    }
    assertThat(testConnection.test(target).ok()).isTrue();
  }

  @Test
  void tls_tells_version_cipher_and_certificate_and_warns_of_what_ends_or_is_not_checked()
      throws SQLException {
    Certificates.Authority ca = Certificates.authority("Preflight CA");
    try (TlsPostgres server = TlsPostgres.start(ca)) {
      server.show(ca.server("localhost"));
      ConnectionTarget checked = tls(server, TlsMode.VERIFY_FULL, Optional.of(ca.pem()));
      ConnectionReport report = testConnection.test(checked);
      assertThat(about(report, Topic.TLS).state()).as("%s", report).isEqualTo(StepState.OK);
      assertThat(about(report, Topic.TLS).message())
          .startsWith("TLSv1.")
          .contains("certificate of CN=localhost, issued by CN=Preflight CA")
          .contains("days left; checked (TLS mode verify-full)");

      ConnectionAttempt attempt = new ConnectionAttempt();
      try (Connection open =
          openConnection.open(
              checked,
              "postgres",
              new OpenConnection.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)),
              attempt)) {
        assertThat(open.isValid(1)).isTrue();
        TlsSession seen = attempt.tls().orElseThrow();
        Instant end = seen.certificate().orElseThrow().endsAt();
        Finding late = TlsFinding.of(checked, seen, true, false, end.minusSeconds(86_400));
        assertThat(late.state()).isEqualTo(StepState.WARNING);
        assertThat(late.message()).contains("1 day left");
        assertThat(late.remedy().orElseThrow()).contains("Renew");
        Instant early = end.minus(Duration.ofDays(31));
        assertThat(TlsFinding.of(checked, seen, true, false, early).state())
            .isEqualTo(StepState.OK);
        Finding open2 =
            TlsFinding.of(tls(server, TlsMode.REQUIRE, Optional.empty()), seen, true, false, early);
        assertThat(open2.state()).isEqualTo(StepState.WARNING);
        assertThat(open2.message()).contains("certificate is not checked");
        assertThat(TlsFinding.of(checked, seen, false, false, early).state())
            .isEqualTo(StepState.WARNING);
      }
      Certificates.Authority other = Certificates.authority("Another CA");
      ConnectionReport refused =
          testConnection.test(tls(server, TlsMode.VERIFY_FULL, Optional.of(other.pem())));
      assertThat(about(refused, Topic.TLS).state()).isEqualTo(StepState.FAILED);
      assertThat(about(refused, Topic.TLS).code()).contains("SOURCE_CERTIFICATE_REJECTED");
      assertThat(about(refused, Topic.SIGN_IN).state()).isEqualTo(StepState.NOT_TRIED);
    }
  }

  private static ConnectionTarget tls(TlsPostgres server, TlsMode mode, Optional<String> ca) {
    return new ConnectionTarget(
        "localhost",
        server.port(),
        Optional.of("postgres"),
        new SignIn.Basic("by_scram", TlsPostgres.PASSWORD),
        new Tls(mode, ca, Optional.empty()));
  }
}
