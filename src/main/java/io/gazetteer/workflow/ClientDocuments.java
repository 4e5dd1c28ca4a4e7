package io.gazetteer.workflow;

import io.gazetteer.workflow.schedule.CronRule;
import java.util.Optional;
import java.util.UUID;

/**
 * Port to the documents that SDK clients read back: JSON texts that are opaque here. Only {@code
 * api.sdk} knows their form.
 */
public interface ClientDocuments {

  /** Returns the document of a workflow that was created without one. */
  String of(WorkflowContent content);

  /** Returns the document with the credential's guid in place of its placeholders. */
  String withCredential(String document, UUID credentialGuid);

  /**
   * Returns the document with that schedule, or without any; the same text if that changes nothing.
   */
  String withSchedule(String document, Optional<CronRule> schedule);

  /** Returns what a client reads of a stored workflow, without secrets. */
  String answer(Workflow workflow);
}
