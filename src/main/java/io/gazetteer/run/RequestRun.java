package io.gazetteer.run;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;

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

  /**
   * Queues a run, together with whatever else the caller's transaction writes; it starts soon after
   * the commit, or after earlier runs of the workflow. Not idempotent: each call is a run.
   *
   * @param workflowName name of the workflow; not looked up
   * @param kind which {@link RunHandler} will do it
   * @param caller who asked for it
   * @return the run, PENDING
   */
  @Transactional
  public Run request(String workflowName, String kind, Caller caller) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      String name = workflowName + "-" + suffix();
      if (runs.insert(name, workflowName, kind, caller).isPresent()) {
        Run run = runs.byName(name).orElseThrow();
        logs.append(run.id(), LogLevel.INFO, "Queued for " + caller.username());
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
