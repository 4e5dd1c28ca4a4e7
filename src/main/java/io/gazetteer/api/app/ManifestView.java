package io.gazetteer.api.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The steps that an orchestrator runs. There is one step, because one run of this service extracts
 * and publishes.
 *
 * @param dag steps by name
 */
record ManifestView(
    String name, @JsonProperty("execution_mode") String executionMode, Map<String, Step> dag) {

  static final ManifestView POSTGRES =
      new ManifestView(
          "postgres",
          "native",
          Map.of(
              "crawl",
              new Step("PostgreSQL crawler", "crawler", "/workflows/v1/start", "POST", List.of())));

  /**
   * A step.
   *
   * @param dependsOn steps that must end first
   */
  @Schema(name = "ManifestStep")
  record Step(
      String name,
      String entrypoint,
      String path,
      String method,
      @JsonProperty("depends_on") List<String> dependsOn) {}
}
