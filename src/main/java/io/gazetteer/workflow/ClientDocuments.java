package io.gazetteer.workflow;

import io.gazetteer.workflow.schedule.CronRule;
import java.util.Optional;
import java.util.UUID;

/**
 * Port to the documents in which clients of the SDKs find a workflow again: JSON texts that mean
 * nothing here. {@code api.sdk} alone knows their form.
 */
public interface ClientDocuments {

  /** The document of a workflow that no client described in one. */
  String of(WorkflowContent content);

  /** The document with the credential's guid wherever it asks for it. */
  String withCredential(String document, UUID credentialGuid);

  /** The document with another schedule, or none; the same text where it has that one already. */
  String withSchedule(String document, Optional<CronRule> schedule);

  /** What a client reads of a stored workflow; never a secret. */
  String answer(Workflow workflow);
}
