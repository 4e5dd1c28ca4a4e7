package io.gazetteer.api.sdk.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gazetteer.run.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run as the SDKs read it. Times are whole seconds; what is not there yet is omitted, never null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunWire(String apiVersion, String kind, Metadata metadata, Spec spec, Status status) {

  private static final String LABEL = "workflows.argoproj.io/";

  public static RunWire of(Run run) {
    return new RunWire(
        "argoproj.io/v1alpha1",
        "Workflow",
        new Metadata(
            run.name(),
            run.workflowName() + "-",
            "default",
            run.uid(),
            seconds(run.createdAt()),
            labels(run),
            Map.of()),
        new Spec(new TemplateRef(run.workflowName())),
        new Status(
            run.state().phase(),
            run.startedAt().map(RunWire::seconds).orElse(null),
            run.finishedAt().map(RunWire::seconds).orElse(null),
            run.message().orElse(null),
            progress(run),
            new Spec(new TemplateRef(run.workflowName()))));
  }

  private static Map<String, String> labels(Run run) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(LABEL + "creator", run.requestedById());
    labels.put(LABEL + "creator-preferred-username", run.requestedBy());
    labels.put(LABEL + "phase", run.state().phase());
    labels.put(LABEL + "completed", String.valueOf(run.state().isFinal()));
    labels.put(LABEL + "workflow-template", run.workflowName());
    return labels;
  }

  private static String progress(Run run) {
    if (run.knownObjects() > 0) {
      return run.doneObjects() + "/" + run.knownObjects();
    }
    return run.state().isFinal() ? "1/1" : "0/1";
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  @Schema(name = "RunWireMetadata")
  public record Metadata(
      String name,
      String generateName,
      String namespace,
      UUID uid,
      Instant creationTimestamp,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  @Schema(name = "RunWireSpec")
  public record Spec(TemplateRef workflowTemplateRef) {}

  public record TemplateRef(String name) {}

  /**
   * How it stands.
   *
   * @param progress objects done and objects known, with a slash; {@code 0/1} or {@code 1/1} where
   *     they are not known
   * @param storedWorkflowTemplateSpec the workflow once more, where some scripts look for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RunWireStatus")
  public record Status(
      String phase,
      Instant startedAt,
      Instant finishedAt,
      String message,
      String progress,
      Spec storedWorkflowTemplateSpec) {}
}
