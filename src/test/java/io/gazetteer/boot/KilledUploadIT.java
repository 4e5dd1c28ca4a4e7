package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.testing.FaultyLine;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.ServiceProcess;
import io.gazetteer.testing.WorkflowBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed in the middle of a file that it brings into a bucket in parts. */
class KilledUploadIT {

  private static final String BUCKET = "killed";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Slow enough that a part of five megabytes takes seconds. */
  private static final long NANOS_PER_CHUNK = 3_000_000;

  @TempDir Path folder;

  private void configure(int port) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.write(
        config.resolve("application.properties"),
        List.of(
            "gazetteer.export.stores.s3.bucket=" + BUCKET,
            "gazetteer.export.stores.s3.region=eu-west-1",
            "gazetteer.export.stores.s3.endpoint=http://127.0.0.1:" + port,
            "gazetteer.export.stores.s3.path-style=true",
            "gazetteer.export.stores.s3.access-key-id=" + S3Server.ACCESS_KEY,
            "gazetteer.export.stores.s3.secret-access-key=" + S3Server.SECRET_KEY,
            "gazetteer.export.stores.s3.part-bytes=5242880",
            "gazetteer.publish.gzip=false"));
  }

  /** Some routines of a megabyte each, so that few rows fill more than two parts. */
  private static String source() {
    String database = Postgres.createDatabase("bulky");
    Postgres.execute(
        database,
        """
        DO $$ BEGIN
          FOR i IN 1..11 LOOP
            EXECUTE format('CREATE FUNCTION bulky_%s() RETURNS int LANGUAGE sql AS %L',
                           i, 'SELECT 1 /* ' || repeat('x', 1000000) || ' */');
          END LOOP;
        END $$""");
    return database;
  }

  @Test
  void a_run_whose_service_is_killed_in_an_upload_is_published_by_the_next_one_and_leaves_no_parts()
      throws IOException {
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", Postgres.jdbcUrl(Postgres.createDatabase("store")),
            "QUARKUS_DATASOURCE_USERNAME", "postgres",
            "QUARKUS_DATASOURCE_PASSWORD", "trusted",
            "GAZETTEER_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "GAZETTEER_SOURCE_DENY_OWN_STORE", "false");
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .of(source())
            .with("publish", "true")
            .with("publish-store", "s3");
    try (S3Server server = S3Server.start();
        FaultyLine line = FaultyLine.open(server.port())) {
      server.createBucket(BUCKET);
      configure(line.port());
      line.slowDown(NANOS_PER_CHUNK);
      String run;
      try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
        service.ask("POST", "/api/service/workflows?submit=true", workflow.definition().toString());
        run = service.ask("GET", "/api/v1/runs", null).path("items").path(0).path("name").asText();
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> server.uploads(BUCKET) > 0);
        service.kill();
      }
      assertThat(server.uploads(BUCKET)).as("begun and left").isEqualTo(1);
      assertThat(server.keys(BUCKET)).noneMatch(key -> key.endsWith("manifest.json"));

      line.slowDown(0);
      try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
        JsonNode ended =
            await()
                .atMost(PATIENCE)
                .until(
                    () -> service.ask("GET", "/api/v1/runs/" + run, null),
                    now -> now.at("/run/finishedAt").isTextual());
        assertThat(ended.at("/run/state").asText())
            .as(ended.toPrettyString())
            .isEqualTo("SUCCEEDED");
        assertThat(ended.at("/run/attempts").asInt()).isEqualTo(2);
        JsonNode published = service.ask("GET", "/api/v1/runs/" + run + "/publication", null);
        assertThat(published.at("/publication/state").asText()).isEqualTo("PUBLISHED");
        assertThat(server.uploads(BUCKET)).as("parts that nobody goes on with").isZero();
        assertWhole(server, published.path("files"));
      }
    }
  }

  /** The bucket holds the manifest, what it names, and nothing else. */
  private static void assertWhole(S3Server server, JsonNode files) {
    TreeSet<String> named = new TreeSet<>(List.of("manifest.json"));
    files.forEach(file -> named.add(file.path("path").asText()));
    assertThat(named).hasSizeGreaterThan(5);
    List<String> keys = server.keys(BUCKET);
    String manifest =
        keys.stream().filter(key -> key.endsWith("manifest.json")).findFirst().orElseThrow();
    String prefix = manifest.substring(0, manifest.length() - "manifest.json".length());
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(named.stream().map(prefix::concat).toList());
  }
}
