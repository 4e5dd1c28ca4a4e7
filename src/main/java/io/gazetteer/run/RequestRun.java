package io.gazetteer.run;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Asks for a run. It checks no access: the use cases that call it (a submit, a schedule) have done
 * so for the workflow that they know and the engine does not.
 */
@ApplicationScoped
public class RequestRun {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int TRIES = 20;

  private final SecureRandom random = new SecureRandom();

  @Inject RunStore runs;
  @Inject RunLogStore logs;
  @Inject RunEngine engine;
  @Inject RunSettings settings;

  /**
   * Queues a run, together with whatever else the caller's transaction writes; it starts soon after
   * the commit, or after earlier runs of the workflow. Not idempotent: each call is a run.
   *
   * @return the run, PENDING
   * @throws AppException RUN_QUEUE_FULL when too many of the workflow have not ended
   */
  @Transactional
  public Run request(RunRequest request) {
    return request(request, "Queued for " + request.caller().username());
  }

  /**
   * Queues a run unless one of the workflow has not ended; that one's log then tells that this was
   * skipped.
   *
   * @param what what is asked for, in words for the log, for example {@code the schedule's run of
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
   * What came of asking.
   *
   * @param isNew false where the run was there before
   */
  public record Asked(Run run, boolean isNew) {}

  private Run request(RunRequest request, String logged) {
    String workflowName = request.workflowName();
    runs.lockQueue(workflowName);
    if (runs.unfinishedOf(workflowName) >= settings.queueLimit()) {
      throw new AppException(
          RunError.RUN_QUEUE_FULL,
          "%d runs of %s wait already; try again when some have ended"
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
