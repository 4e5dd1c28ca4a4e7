package io.gazetteer.run;

import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.SearchIndex;
import java.util.Map;
import java.util.Optional;

/** Fields of a search for runs, by the paths that the SDKs send; the row is {@code r}. */
final class RunFields implements FieldMap {

  /** Runs, as the SDKs search them. */
  static final SearchIndex INDEX = new SearchIndex("run r", "r.id", new RunFields(), "r.id", 1000);

  private static final String LABEL = "metadata.labels.workflows.argoproj.io/";

  private static final Field NAME = new Field("r.name", FieldType.KEYWORD);
  private static final Field PHASE =
      new Field(
          "CASE r.state WHEN 'PENDING' THEN 'Pending' WHEN 'RUNNING' THEN 'Running'"
              + " WHEN 'SUCCEEDED' THEN 'Succeeded' ELSE 'Failed' END",
          FieldType.KEYWORD);

  /**
   * A queued run counts as started just after the last started one of its workflow. Otherwise a
   * client that asks for the latest start would get the run before and take it for the new one.
   */
  private static final Field STARTED_AT =
      new Field(
          "CASE WHEN r.state = 'PENDING' THEN greatest(r.created_at,"
              + " (SELECT max(o.started_at) FROM run o WHERE o.workflow_name = r.workflow_name)"
              + " + interval '1 microsecond')"
              + " ELSE coalesce(r.started_at, r.created_at) END",
          FieldType.TIME);

  /**
   * Also a run's own name: after a rerun, the monitor of the Python SDK asks for runs of a workflow
   * with the name of the run, and would wait for ever.
   */
  private static final Field WORKFLOW =
      new Field("ARRAY[r.workflow_name, r.name]", FieldType.KEYWORDS);

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("_id", NAME),
          Map.entry("metadata.name", NAME),
          Map.entry("metadata.uid", new Field("cast(r.uid AS text)", FieldType.KEYWORD)),
          Map.entry("metadata.creationTimestamp", new Field("r.created_at", FieldType.TIME)),
          Map.entry(LABEL + "phase", PHASE),
          Map.entry(LABEL + "creator", new Field("r.requested_by_id", FieldType.KEYWORD)),
          Map.entry(
              LABEL + "creator-preferred-username", new Field("r.requested_by", FieldType.KEYWORD)),
          Map.entry(LABEL + "workflow-template", new Field("r.workflow_name", FieldType.KEYWORD)),
          Map.entry("spec.workflowTemplateRef.name", WORKFLOW),
          Map.entry("status.storedWorkflowTemplateSpec.workflowTemplateRef.name", WORKFLOW),
          Map.entry("status.phase", PHASE),
          Map.entry("status.startedAt", STARTED_AT),
          Map.entry("status.finishedAt", new Field("r.finished_at", FieldType.TIME)));

  private RunFields() {}

  @Override
  public Optional<Field> field(String path) {
    return Optional.ofNullable(FIELDS.get(FieldMap.withoutKeyword(path)));
  }
}
