package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartIT {

  private static final String COUNTS = "/api/v1/assets/counts";

  @TempDir Path folder;

  private Map<String, String> embedded() {
    return Map.of("GAZETTEER_DATA_DIR", folder.resolve("data").toString());
  }

  @Test
  void the_first_start_crawls_the_sample_and_everything_survives_a_kill() throws IOException {
    JsonNode counts;
    Path left;
    try (ServiceProcess service = ServiceProcess.start(folder, embedded())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> service.output().contains("Gazetteer is ready"));
      assertThat(service.output())
          .contains("Table")
          .contains("Password:")
          .contains("/ui/workflows");
      counts = service.ask("GET", COUNTS, null);
      assertThat(counts.path("Table").asInt()).isGreaterThan(25);
      // The packaged program prepares the document with its first request.
      assertThat(service.ask("GET", "/q/openapi?format=json", null).path("paths"))
          .hasSizeGreaterThan(50);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("data/secrets.key"))))
          .isEqualTo("rw-------");
      List<Long> servers = List.of(postmaster("store"), postmaster("sample"));
      left = leftByKill();
      assertThat(servers).allMatch(FirstStartIT::isAlive);
      service.kill();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(servers).noneMatch(FirstStartIT::isAlive));
      assertThat(left).exists();
    }
    try (ServiceProcess service = ServiceProcess.start(folder, embedded())) {
      assertThat(left).doesNotExist();
      assertThat(openToOthers()).isEmpty();
      assertThat(service.ask("GET", COUNTS, null)).isEqualTo(counts);
      JsonNode ended = runAgain(service);
      assertThat(ended.path("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
      assertThat(ended.path("created").asInt()).isZero();
      assertThat(ended.path("changed").asInt()).isZero();
      assertThat(ended.path("archived").asInt()).isZero();
      await().atMost(Duration.ofSeconds(30)).until(() -> service.output().contains("Sign in"));
      assertThat(service.output())
          .doesNotContain("Password:")
          .doesNotContain("shown above")
          .contains("the password of the first start");
    }
  }

  private static JsonNode runAgain(ServiceProcess service) throws IOException {
    String workflow =
        service
            .ask("GET", "/api/v1/runs", null)
            .path("items")
            .path(0)
            .path("workflowName")
            .asText();
    String run =
        service
            .ask("POST", "/api/service/workflows/submit", submit(workflow))
            .path("metadata")
            .path("name")
            .asText();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> service.ask("GET", "/api/v1/runs/" + run, null).path("run"),
            now -> now.path("finishedAt").isTextual());
  }

  private long postmaster(String server) throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data").resolve(server).resolve("postmaster.pid"))
            .get(0)
            .strip());
  }

  private Path leftByKill() throws IOException {
    Path parts = Files.createDirectories(folder.resolve("data/published/.parts"));
    return Files.createFile(parts.resolve(UUID.randomUUID().toString()));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Folders of the data folder that others could look into if they came that far. */
  private List<Path> openToOthers() throws IOException {
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
    List<Path> open = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder.resolve("data"), 2)) {
      for (Path path : found.filter(Files::isDirectory).toList()) {
        if (!owner.containsAll(Files.getPosixFilePermissions(path))) {
          open.add(path);
        }
      }
    }
    return open;
  }

  private static String submit(String workflow) {
    return "{\"namespace\":\"default\",\"resourceKind\":\"WorkflowTemplate\",\"resourceName\":\"%s\"}"
        .formatted(workflow);
  }

  @Test
  void with_an_outside_store_nothing_embedded_starts_and_a_key_is_required() {
    String database = Postgres.createDatabase("outside");
    Map<String, String> withoutKey =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            Postgres.jdbcUrl(database),
            "QUARKUS_DATASOURCE_USERNAME",
            "postgres",
            "QUARKUS_DATASOURCE_PASSWORD",
            "trusted",
            "GAZETTEER_DATA_DIR",
            folder.resolve("never").toString());
    try (ServiceProcess service = ServiceProcess.launch(folder, withoutKey)) {
      assertThat(service.awaitExit()).isNotZero();
      assertThat(service.output()).contains("gazetteer.secrets.key");
    }
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void a_build_without_postgresql_says_what_to_configure_and_leaves_no_folder() {
    // Of another platform, which the jar holds no server for either.
    Map<String, String> settings = new HashMap<>(embedded());
    settings.put("JAVA_TOOL_OPTIONS", "-Dos.arch=riscv64");
    try (ServiceProcess service = ServiceProcess.launch(folder, settings)) {
      assertThat(service.awaitExit()).isEqualTo(1);
      assertThat(service.output())
          .contains("no catalog database is configured")
          .contains("no PostgreSQL for Linux on riscv64")
          .contains("QUARKUS_DATASOURCE_JDBC_URL");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void without_postgresql_in_the_build_the_sample_source_is_rejected_too() {
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            Postgres.jdbcUrl("postgres"),
            "GAZETTEER_DEMO",
            "true",
            "GAZETTEER_DATA_DIR",
            folder.resolve("data").toString(),
            "JAVA_TOOL_OPTIONS",
            "-Dos.arch=riscv64");
    try (ServiceProcess service = ServiceProcess.launch(folder, settings)) {
      assertThat(service.awaitExit()).isEqualTo(1);
      assertThat(service.output()).contains("GAZETTEER_DEMO=false");
    }
  }
}
