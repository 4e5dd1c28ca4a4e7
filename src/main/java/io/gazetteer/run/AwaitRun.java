package io.gazetteer.run;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Waits for a run to end. Holds neither a thread nor a connection between two checks. */
@ApplicationScoped
public class AwaitRun {

  /** Maximum number of waiting requests; each checks its run twice per second. */
  static final int PLACES = 100;

  private static final Duration PAUSE = Duration.ofMillis(500);

  @Inject Access access;
  @Inject RunRepository runs;
  @Inject RunSettings settings;

  private final Semaphore places = new Semaphore(PLACES);

  /**
   * Returns the run once it has ended, or as it is after {@code gazetteer.run.result-wait}. Returns
   * it as it is now if {@value #PLACES} requests wait already.
   */
  public Uni<Run> end(Run run) {
    access.check(Action.READ_RUN);
    return end(run, settings.resultWait());
  }

  Uni<Run> end(Run run, Duration limit) {
    return Uni.createFrom()
        .deferred(
            () ->
                run.state().isFinal() || !places.tryAcquire()
                    ? Uni.createFrom().item(run)
                    : looks(run, System.nanoTime() + limit.toNanos()));
  }

  private Uni<Run> looks(Run run, long until) {
    return Uni.createFrom()
        .item(() -> runs.byName(run.name()).orElse(run))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .repeat()
        .withDelay(PAUSE)
        .whilst(now -> !now.state().isFinal() && System.nanoTime() - until < 0)
        .collect()
        .last()
        .onTermination()
        .invoke(() -> places.release());
  }
}
