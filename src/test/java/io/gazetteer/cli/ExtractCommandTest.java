package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.HeldLine;
import io.gazetteer.testing.Leaks;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.SecuredPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractions of a real server into a folder and into a real S3 server. */
@Tag("slow")
class ExtractCommandTest {

  private static final String TABLES =
      "CREATE SCHEMA a; CREATE TABLE a.kept (id int PRIMARY KEY); CREATE TABLE a.tmp_1 (id int);"
          + " CREATE SCHEMA b; CREATE VIEW b.seen AS SELECT id FROM a.kept;"
          + " CREATE TABLE b.more (c1 int, \"c\u001b[2J\n2\" int)";

  private static String database;

  @TempDir Path folder;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("extracted");
    Postgres.execute(database, TABLES);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Ended extract(Commands shell, String... more) {
    return shell.run(
        Stream.concat(Stream.of("extract", "--to", out().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static JsonNode manifest(Ended ended) throws IOException {
    return new ObjectMapper().readTree(Path.of(ended.line(), "manifest.json").toFile());
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(out())) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(out())) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_database_lies_in_a_folder_as_a_published_run() throws IOException {
    Ended ended =
        extract(
            Commands.shell().atPostgres(),
            "-d",
            database,
            "--workflow",
            "w",
            "--connection-name",
            "shop");
    assertThat(ended.code()).as(ended.all()).isZero();
    assertThat(ended.line()).contains("/artifacts/apps/postgres/workflows/w/w-");
    JsonNode manifest = manifest(ended);
    assertThat(manifest.path("productVersion").asText()).isEqualTo("1.2.3");
    assertThat(manifest.path("connection").path("name").asText()).isEqualTo("shop");
    assertThat(manifest.at("/connection/qualifiedName").asText())
        .isEqualTo("default/postgres/localhost-" + Postgres.port());
    assertThat(manifest.at("/databases/0/name").asText()).isEqualTo(database);
    assertThat(manifest.at("/databases/0/state").asText()).isEqualTo("complete");
    assertThat(manifest.at("/databases/0/serverVersion").asText()).startsWith("17");
    assertThat(manifest.findValuesAsText("path")).contains("raw/column/part-00001.jsonl.gz");
    // Nothing but what the manifest names, and itself.
    assertThat(files()).hasSize(manifest.path("files").size() + 1);
    assertThat(out().resolve(".gazetteer-spool")).doesNotExist();
    assertThat(ended.all().replace("\n", "").chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void filters_choose_as_a_workflows_do() throws IOException {
    Commands shell = Commands.shell().atPostgres();
    Ended short1 =
        extract(
            shell,
            "--no-gzip",
            "--include",
            database + "/a|b",
            "--exclude",
            database + "/b",
            "--exclude-tables",
            "(?i)TMP_.*");
    Ended json =
        extract(
            shell,
            "--no-gzip",
            "--include",
            "{\"^" + database + "$\":[\"a|b\"]}",
            "--exclude",
            "{\"" + database + "\":[\"b\"]}",
            "--exclude-tables",
            "(?i)TMP_.*");
    for (Ended ended : List.of(short1, json)) {
      assertThat(ended.code()).as(ended.all()).isZero();
      String relations = Files.readString(Path.of(ended.line(), "raw/relation/part-00001.jsonl"));
      assertThat(relations).contains("\"kept\"").doesNotContain("tmp_1", "more", "seen");
      assertThat(manifest(ended).path("databases")).hasSize(1);
    }
    assertThat(manifest(short1).at("/filters/tableRegex").asText()).isEqualTo("(?i)TMP_.*");
  }

  @Test
  void a_dry_run_tells_what_would_be_read_and_writes_nothing() throws IOException {
    Ended ended =
        Commands.shell().atPostgres().run("extract", "--dry-run", "--include", database + "/[ab]");
    assertThat(ended.code()).as(ended.all()).isZero();
    assertThat(ended.out())
        .contains("database " + database + ": 2 of 3 schemas, 3 tables, 1 views, about ")
        .contains("  schema a\n  schema b\n")
        .contains("database postgres: excluded");
    assertThat(extract(Commands.shell().atPostgres(), "--dry-run", "-d", database).code()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void a_bucket_gets_what_a_folder_gets() {
    try (S3Server server = S3Server.start()) {
      server.createBucket("lake");
      System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
      System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
      Ended ended = intoBucket(server, "lake");
      assertThat(ended.code()).as(ended.all()).isZero();
      assertThat(ended.line()).startsWith("s3://lake/pre/fix/artifacts/apps/postgres/workflows/");
      assertThat(server.keys("lake"))
          .anyMatch(key -> key.endsWith("/manifest.json"))
          .anyMatch(key -> key.endsWith("/raw/column/part-00001.jsonl.gz"))
          .allMatch(key -> key.startsWith("pre/fix/artifacts/"));

      Ended none = intoBucket(server, "nowhere");
      assertThat(none.code()).as(none.all()).isEqualTo(6);
      assertThat(none.err()).contains("There is no S3 bucket nowhere");
      System.setProperty("aws.secretAccessKey", "wrong-secret");
      Ended denied = intoBucket(server, "lake");
      assertThat(denied.code()).as(denied.all()).isEqualTo(6);
      assertThat(denied.all()).doesNotContain("wrong-secret");
      assertThat(folder).isEmptyDirectory();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private Ended intoBucket(S3Server server, String bucket) {
    return Commands.shell()
        .atPostgres()
        .run(
            "extract",
            "-d",
            database,
            "--to",
            "s3://" + bucket + "/pre/fix/",
            "--s3-endpoint",
            server.endpoint().toString(),
            "--s3-path-style",
            "--s3-region",
            "eu-west-1",
            "--spool-folder",
            folder.resolve("spool").toString());
  }

  @Test
  void what_cannot_be_reached_or_signed_in_to_ends_with_5_and_writes_nothing() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Ended unreachable = extract(Commands.shell(), "postgresql://u@localhost:" + closed + "/d");
    assertThat(unreachable.code()).as(unreachable.all()).isEqualTo(5);
    assertThat(unreachable.err()).contains("Nothing listens at localhost:" + closed);
    Ended gone = extract(Commands.shell().atPostgres(), "-d", "no_such_database");
    assertThat(gone.code()).as(gone.all()).isEqualTo(5);
    assertThat(files()).isEmpty();
  }

  @Test
  void passwords_come_from_the_environment_the_file_or_a_person_and_show_nowhere()
      throws IOException {
    SecuredPostgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE cli_reader LOGIN PASSWORD 'hush-elephant'; EXCEPTION WHEN"
            + " duplicate_object THEN NULL; END $$");
    String uri = "postgresql://cli_reader@localhost:" + SecuredPostgres.port() + "/postgres";
    Ended right = extract(Commands.shell().with("PGPASSWORD", "hush-elephant"), uri);
    assertThat(right.code()).as(right.all()).isZero();
    Ended asked = extract(Commands.shell().answering("hush-elephant").onTerminal(), uri);
    assertThat(asked.code()).as(asked.all()).isZero();
    Ended wrong = extract(Commands.shell().with("PGPASSWORD", "hush-mouse"), uri);
    assertThat(wrong.code()).as(wrong.all()).isEqualTo(5);
    assertThat(wrong.err()).contains("rejected the sign-in of \"cli_reader\"");
    Ended nobody = extract(Commands.shell(), uri);
    assertThat(nobody.code()).as(nobody.all()).isEqualTo(5);
    assertThat(
            Leaks.of(
                List.of("hush-elephant", "hush-mouse"),
                List.of(right.all(), asked.all(), wrong.all(), nobody.all())))
        .isEmpty();
    assertThat(Leaks.of(List.of("hush-elephant"), Leaks.files(out()))).isEmpty();
  }

  @Test
  void an_expression_that_the_server_cannot_read_is_a_fault_of_usage() throws IOException {
    int usage = CommandError.exitCodeOf(new AppException(CrawlError.FILTER_UNREADABLE, ""));
    for (String include : List.of(database + "/a)(b", "(x", database + "/[")) {
      Ended ended = extract(Commands.shell().atPostgres(), "--include", include);
      assertThat(ended.code()).as(ended.all()).isEqualTo(usage).isEqualTo(2);
      assertThat(ended.err()).contains("not a regular expression that PostgreSQL can read");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void a_database_that_fails_keeps_none_from_being_read() throws IOException {
    String closed = Postgres.createDatabase("extract_closed");
    Postgres.execute("postgres", "REVOKE CONNECT ON DATABASE " + closed + " FROM PUBLIC");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE cli_plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END"
            + " $$");
    Ended ended =
        extract(
            Commands.shell().atPostgres().with("PGUSER", "cli_plain"),
            "--include",
            closed,
            "--include",
            database);
    assertThat(ended.code()).as(ended.all()).isEqualTo(4);
    assertThat(ended.err()).contains("error: " + closed + ": not read", "GRANT CONNECT");
    assertThat(manifest(ended).findValuesAsText("state")).containsExactly("complete", "failed");
    Ended none =
        extract(Commands.shell().atPostgres().with("PGUSER", "cli_plain"), "--include", closed);
    assertThat(none.code()).as(none.all()).isEqualTo(5);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void a_read_with_parts_missing_ends_with_3() throws IOException {
    String partly = Postgres.createDatabase("extract_part");
    Postgres.execute(
        partly, "CREATE TABLE t (id int); REVOKE SELECT ON pg_statistic_ext FROM PUBLIC");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE cli_partly LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END"
            + " $$");
    Commands shell = Commands.shell().atPostgres().with("PGUSER", "cli_partly");
    Ended ended = extract(shell, "-d", partly);
    assertThat(ended.code()).as(ended.all()).isEqualTo(3);
    assertThat(ended.err()).contains("warning: " + partly + ": ");
    assertThat(manifest(ended).at("/databases/0/state").asText()).isEqualTo("degraded");
    assertThat(shell.run("extract", "--dry-run", "-d", partly).code()).isEqualTo(3);

    Ended check = shell.run("check", "-d", partly);
    assertThat(check.code()).as(check.all()).isEqualTo(3);
    assertThat(check.out())
        .contains("ok        Sign in: ")
        .contains("\\connect \"" + partly + "\"\nGRANT SELECT ON pg_catalog.pg_statistic_ext");
    assertThat(shell.run("check", "--grants", "-d", partly).out()).startsWith("\\connect ");
  }

  @Test
  void a_folder_that_cannot_be_written_ends_with_6() throws IOException {
    Files.writeString(folder.resolve("out"), "a file in the way");
    Ended ended = extract(Commands.shell().atPostgres(), "-d", database);
    assertThat(ended.code()).as(ended.all()).isEqualTo(6);
    assertThat(ended.err()).startsWith("gazetteer: ").contains("folder");
    Ended spool =
        Commands.shell()
            .atPostgres()
            .run(
                "extract",
                "-d",
                database,
                "--to",
                folder.resolve("other").toString(),
                "--spool-folder",
                folder.resolve("out").toString());
    assertThat(spool.code()).as(spool.all()).isEqualTo(6);
  }

  @Test
  void a_check_tells_each_step_and_ends_with_0_or_5() {
    Ended well = Commands.shell().atPostgres().run("check", "-d", database);
    assertThat(well.code()).as(well.all()).isIn(0, 3);
    assertThat(well.out()).contains("Contents of " + database);
    Ended ill = Commands.shell().atPostgres().run("check", "-d", "no_such_database");
    assertThat(ill.code()).as(ill.all()).isEqualTo(5);
    assertThat(ill.out()).contains("failed    Sign in: ", "not tried Server\n");
  }

  @Test
  void who_is_killed_in_the_middle_leaves_no_manifest_and_who_is_asked_to_stop_nothing_at_all()
      throws Exception {
    for (boolean hard : List.of(false, true)) {
      try (HeldLine line = HeldLine.open(Postgres.port(), "pg_attribute")) {
        Process process = process(line.port());
        line.awaitHeld();
        assertThat(out().resolve(".gazetteer-spool")).isDirectory();
        if (hard) {
          process.destroyForcibly();
        } else {
          process.destroy();
        }
        int code = process.waitFor();
        assertThat(code).isEqualTo(hard ? 137 : 143);
        assertThat(files()).noneMatch(file -> file.endsWith("manifest.json"));
        if (!hard) {
          assertThat(files()).isEmpty();
          assertThat(out().resolve(".gazetteer-spool")).doesNotExist();
        }
      }
    }
    assertThat(extract(Commands.shell().atPostgres(), "-d", database).code()).isZero();
  }

  private Process process(int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.gazetteer.boot.Gazetteer",
            "extract",
            "postgresql://postgres@localhost:" + port + "/" + database,
            "--to",
            out().toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
