package io.gazetteer.run;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Queues runs. Checks no permission: the use cases that call it (submit, schedule) check that of
 * the workflow, which the engine does not know.
 */
@ApplicationScoped
public class RequestRun {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int TRIES = 20;

  private final SecureRandom random = new SecureRandom();

  @Inject RunRepository runs;
  @Inject RunLogRepository logs;
  @Inject RunEngine engine;
  @Inject RunSettings settings;

  /**
   * Queues a run in the caller's transaction. It starts soon after the commit, or after earlier
   * runs of the workflow. Not idempotent: each call queues another run.
   *
   * @return the run, PENDING
   * @throws AppException RUN_QUEUE_FULL if too many runs of the workflow have not ended
   */
  @Transactional
  public Run request(RunRequest request) {
    return request(request, "Queued for " + request.caller().username());
  }

  /**
   * Queues a run unless another run of the workflow has not ended; its log then records that this
   * one was skipped.
   *
   * @param what description of the request for the log, for example {@code the schedule's run of
   *     2024-05-05 04:05 Europe/Paris}
   * @return the new run, or the one that has not ended
   */
  @Transactional
  public Asked requestIfIdle(RunRequest request, String what) {
    String workflowName = request.workflowName();
    runs.lockQueue(workflowName);
    Optional<Run> current = runs.currentOf(workflowName);
    if (current.isPresent()) {
      logs.append(
          current.get().id(), LogLevel.WARN, "Skipped " + what + ": this run had not ended");
      return new Asked(current.get(), false);
    }
    String first = "Queued for " + request.caller().username() + " as " + what;
    return new Asked(request(request, first), true);
  }

  /**
   * The outcome of a request.
   *
   * @param isNew false if the run existed before
   */
  public record Asked(Run run, boolean isNew) {}

  private Run request(RunRequest request, String logged) {
    String workflowName = request.workflowName();
    runs.lockQueue(workflowName);
    if (runs.unfinishedOf(workflowName) >= settings.queueLimit()) {
      throw new AppException(
          RunError.RUN_QUEUE_FULL,
          "%d runs of %s are already queued. Try again when some have ended"
              .formatted(settings.queueLimit(), workflowName));
    }
    for (int attempt = 0; attempt < TRIES; attempt++) {
      String name = workflowName + "-" + suffix();
      if (runs.insert(name, request).isPresent()) {
        Run run = runs.byName(name).orElseThrow();
        logs.append(run.id(), LogLevel.INFO, logged);
        engine.schedule(name);
        return run;
      }
    }
    throw new IllegalStateException("No free run name after " + TRIES + " tries");
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }
}
