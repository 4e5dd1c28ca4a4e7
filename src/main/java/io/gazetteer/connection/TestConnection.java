package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Tries a connection step by step and tells the truth about each. Changes nothing anywhere. It
 * checks no access: the use cases that call it have done so.
 */
@ApplicationScoped
public class TestConnection {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject PhysicalConnection physical;
  @Inject SourceConnection bySource;
  @Inject Sources sources;
  @Inject NetworkRules network;
  @Inject SourceLimits limits;
  @Inject ManagedExecutor executor;

  /**
   * Tries to resolve, reach, sign in and read, and stops at the first step that fails.
   *
   * @return every step, the ones not tried included; within 20 seconds whatever the server does
   * @throws AppException SOURCE_KIND_UNKNOWN when no source goes by the target's connector
   */
  public ConnectionReport test(ConnectionTarget target) {
    ConnectionProbe probe =
        new ConnectionProbe(
            target, sources.named(target.connectorName()), physical, bySource, network, limits);
    Future<?> work = executor.submit(probe::run);
    try {
      work.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      probe.giveUp("Took longer than " + LIMIT.toSeconds() + " seconds, so the test was ended");
      work.cancel(true);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      probe.giveUp("The test was interrupted");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AppException fault) {
        throw fault;
      }
      throw new IllegalStateException("The test of a connection broke", failure.getCause());
    }
    return probe.report();
  }
}
