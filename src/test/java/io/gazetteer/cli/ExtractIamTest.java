package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SettableClock;
import io.gazetteer.testing.StsFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractions signed in with tokens, over TLS, against stand-ins that compute every signature. */
class ExtractIamTest {

  private static final String REGION = "eu-west-1";
  private static final String ROLE = "arn:aws:iam::123456789012:role/cli";
  private static final Certificates.Authority CA = Certificates.authority("Test RDS CA");
  private static final Certificates.Signed CERTIFICATE = CA.server("localhost");

  private final AwsAccount account =
      new AwsAccount(new SettableClock(Instant.now()))
          .user("cli", "AKIDCLI", "cli-secret")
          .role(ROLE, "cli", Optional.of("external-7"))
          .mayConnect("cli", "cli_iam")
          .mayConnect(ROLE, "cli_iam");

  private RdsFront rds;
  private StsFront sts;
  private Path ca;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE cli_iam LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    rds = RdsFront.start(account, REGION, Postgres.port(), CERTIFICATE);
    sts = StsFront.start(account, REGION);
    ca = Files.writeString(folder.resolve("ca.pem"), CA.pem());
    System.setProperty("aws.accessKeyId", "AKIDCLI");
    System.setProperty("aws.secretAccessKey", "cli-secret");
  }

  @AfterEach
  void stop() {
    rds.close();
    sts.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private Ended extract(Commands shell, String... how) {
    String uri =
        "postgresql://cli_iam@localhost:%d/postgres?sslmode=verify-full&sslrootcert=%s"
            .formatted(rds.port(), ca);
    return shell.run(
        Stream.concat(
                Stream.of(
                    "extract",
                    uri,
                    "--to",
                    folder.resolve("out").toString(),
                    "--aws-region",
                    REGION),
                Stream.of(how))
            .toArray(String[]::new));
  }

  @Test
  void a_user_and_a_role_of_aws_read_a_server() {
    Ended user = extract(Commands.shell(), "--iam");
    assertThat(user.code()).as(user.all()).isZero();
    Ended role =
        extract(
            Commands.shell().with("GAZETTEER_IAM_EXTERNAL_ID", "external-7"),
            "--iam-role",
            ROLE,
            "--sts-endpoint",
            sts.endpoint().toString());
    assertThat(role.code()).as(role.all()).isZero();
    Ended withoutId =
        extract(Commands.shell(), "--iam-role", ROLE, "--sts-endpoint", sts.endpoint().toString());
    assertThat(withoutId.code()).as(withoutId.all()).isEqualTo(5);
    System.setProperty("aws.secretAccessKey", "wrong-secret");
    Ended wrong = extract(Commands.shell(), "--iam");
    assertThat(wrong.code()).as(wrong.all()).isEqualTo(5);
    assertThat(wrong.all()).contains("rds-db:connect").doesNotContain("wrong-secret");
  }
}
