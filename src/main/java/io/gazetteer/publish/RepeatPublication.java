package io.gazetteer.publish;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.RequestRun;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.run.RunRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Repeats a failed publication without reading again. */
@ApplicationScoped
public class RepeatPublication {

  @Inject Access access;
  @Inject PublicationRepository publications;
  @Inject RequestRun requestRun;

  /**
   * Queues a run that publishes it, into the store that it was meant for, as that is configured by
   * then.
   *
   * @param runName the run that read
   * @throws AppException PUBLICATION_NONE if the run was not supposed to publish,
   *     PUBLICATION_NOT_REPEATABLE if it is published already or is being published. The new run
   *     reports PUBLICATION_SPOOL_GONE
   */
  @Transactional
  public Run repeat(String runName) {
    Caller caller = access.check(Action.RUN_WORKFLOW);
    Publication publication =
        publications.find(runName).orElseThrow(() -> FindPublications.none(runName));
    if (publication.repeatable()) {
      Run run =
          requestRun.request(
              new RunRequest(publication.workflow(), PublishHandler.KIND, RunOptions.NONE, caller));
      if (publications.handOver(publication.runId(), run.id())) {
        return run;
      }
    }
    throw new AppException(
        PublicationError.PUBLICATION_NOT_REPEATABLE,
        switch (publication.state()) {
          case PUBLISHED -> "Run " + runName + " is published";
          case REMOVING, REMOVED ->
              "What run " + runName + " published was deleted, as newer runs are kept";
          case PENDING, FAILED -> "Run " + publication.byRun() + " is at it";
        });
  }
}
