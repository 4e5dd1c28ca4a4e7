package io.gazetteer.connection.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.preflight.ConnectionReport.Grants;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Real answers, which are the samples in docs/connecting.md; run with {@code -Dsamples.write=true}
 * to write them. Times, ports and numbers of connections in use are replaced by {@code n}.
 */
@ServiceTest
class PreflightSamplesStoreTest {

  private static final Path PAGE = Path.of("docs/connecting.md");
  private static final String PASSWORD = "half-a-w0rd";

  @Inject TestConnection testConnection;

  private static String written(ConnectionReport report) {
    StringBuilder text = new StringBuilder("```\n");
    for (Step step : report.steps()) {
      text.append(step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append("  ")
          .append(step.name());
      if (step.state() != StepState.NOT_TRIED) {
        text.append(" (n ms)\n    ").append(step.message());
      }
      step.remedy().ifPresent(remedy -> text.append("\n    To do: ").append(remedy));
      text.append('\n');
    }
    text.append("```\n");
    for (Grants grants : report.grants()) {
      text.append(
          "\nIn %s:\n\n```sql\n%s\n```\n"
              .formatted(
                  grants
                      .database()
                      .map(name -> "database " + name)
                      .orElse("any database of the server"),
                  grants.sql()));
    }
    return text.toString()
        .replaceAll("localhost:[0-9]+", "localhost:5432")
        .replaceAll("[Pp]ort [0-9]+", "port 5432")
        .replaceAll("PostgreSQL [0-9.]+", "PostgreSQL n")
        .replaceAll("127\\.0\\.0\\.1(, [0-9a-f:]+)?", "127.0.0.1")
        .replaceAll("[0-9]+ of 100 left \\([0-9]+ used", "n of 100 left (n used")
        .replaceAll("[0-9]+ of 200 left \\([0-9]+ used", "n of 200 left (n used")
        .replaceAll("[0-9]+ days left", "n days left");
  }

  /** Holds an answer against the page, or writes it there where that is asked for. */
  private static void compare(String sample, String text) throws IOException {
    String begin = "<!-- sample: " + sample + ", written by PreflightSamplesStoreTest -->\n";
    String end = "<!-- end of sample -->\n";
    String page = Files.readString(PAGE);
    assertThat(page).contains(begin);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end, from);
    if (Boolean.getBoolean("samples.write")) {
      Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
      return;
    }
    assertThat(text).isEqualTo(page.substring(from, to));
  }

  private static ConnectionTarget crawler() {
    return new ConnectionTarget(
        "localhost",
        SecuredPostgres.port(),
        Optional.of("shop_half"),
        new SignIn.Basic("half \"reader\"", PASSWORD));
  }

  @Test
  void a_role_with_half_its_grants_is_told_them_and_once_they_are_run_nothing_is_missing()
      throws IOException {
    SecuredPostgres.execute(
        "postgres", "CREATE ROLE \"half \"\"reader\"\"\" LOGIN PASSWORD '" + PASSWORD + "'");
    for (String database : List.of("shop_half", "books_half", "staff_half")) {
      SecuredPostgres.execute("postgres", "CREATE DATABASE " + database);
      SecuredPostgres.execute(
          "postgres", "REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
    }
    SecuredPostgres.execute(
        "postgres", "GRANT CONNECT ON DATABASE shop_half TO \"half \"\"reader\"\"\"");
    SecuredPostgres.execute(
        "shop_half",
        """
        CREATE SCHEMA sales;
        CREATE TABLE sales.orders (id int PRIMARY KEY);
        CREATE VIEW sales.open_orders AS SELECT id FROM sales.orders;
        CREATE SCHEMA audit;
        REVOKE SELECT ON pg_catalog.pg_roles, pg_catalog.pg_publication FROM PUBLIC;
        REVOKE EXECUTE ON FUNCTION pg_catalog.pg_get_viewdef(oid), pg_catalog.pg_get_functiondef(oid) FROM PUBLIC;""");
    Selection selection =
        new Selection(
            List.of(
                new Selection.Rule("^(?:shop_half)$", Optional.empty()),
                new Selection.Rule("^(?:books_half)$", Optional.empty()),
                new Selection.Rule("^(?:staff_half)$", Optional.empty())),
            List.of(),
            Optional.empty());

    ConnectionReport before = testConnection.test(crawler(), selection);
    assertThat(before.ok()).isFalse();
    compare("half the grants", written(before));
    for (Grants grants : before.grants()) {
      SecuredPostgres.execute(grants.database().orElse("postgres"), grants.sql());
    }
    ConnectionReport after = testConnection.test(crawler(), selection);
    assertThat(after.steps()).as("%s", after).extracting(Step::state).containsOnly(StepState.OK);
    assertThat(after.grants()).isEmpty();
    assertThat(after.steps().stream().map(Step::name).collect(Collectors.toList()))
        .contains("Contents of books_half", "Contents of staff_half");
  }

  @Test
  void a_wrong_region_is_told_with_what_the_token_was_made_for() throws IOException {
    Postgres.execute("postgres", "DROP ROLE IF EXISTS iam_sample; CREATE ROLE iam_sample LOGIN");
    Certificates.Authority ca = Certificates.authority("Sample RDS CA");
    AwsAccount account =
        new AwsAccount(Clock.systemUTC())
            .user("crawler", "AKIDSAMPLE", "sample-secret")
            .mayConnect("crawler", "iam_sample");
    try (RdsFront rds =
        RdsFront.start(account, "eu-west-1", Postgres.port(), ca.server("localhost"))) {
      ConnectionReport report =
          testConnection.test(
              new ConnectionTarget(
                  "localhost",
                  rds.port(),
                  Optional.of("shop"),
                  new SignIn.IamUser(
                      "iam_sample",
                      new AwsIdentity.Keys("AKIDSAMPLE", "sample-secret", Optional.empty()),
                      Optional.of("eu-central-1")),
                  new Tls(TlsMode.VERIFY_FULL, Optional.of(ca.pem()), Optional.empty())));
      assertThat(report.toString()).doesNotContain("sample-secret");
      compare("IAM, wrong region", written(report));
    }
  }
}
