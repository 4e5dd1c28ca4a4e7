package io.gazetteer.connection.preflight;

import io.gazetteer.common.AppException;
import io.gazetteer.common.MappedSettings;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Tests a connection step by step. Changes nothing. Does not check access: its callers have done
 * so.
 */
@ApplicationScoped
public class TestConnection {

  private final OpenConnection openConnection;
  private final Sources sources;
  private final SourceLimits limits;
  private final PreflightSettings settings;
  private final SignInDatabases signInDatabases;
  private final ExecutorService executor;
  private final Clock clock;

  @Inject
  TestConnection(
      OpenConnection openConnection,
      Sources sources,
      SourceLimits limits,
      PreflightSettings settings,
      SignInDatabases signInDatabases,
      ManagedExecutor executor,
      Clock clock) {
    this(
        openConnection,
        sources,
        limits,
        settings,
        signInDatabases,
        (ExecutorService) executor,
        clock);
  }

  private TestConnection(
      OpenConnection openConnection,
      Sources sources,
      SourceLimits limits,
      PreflightSettings settings,
      SignInDatabases signInDatabases,
      ExecutorService executor,
      Clock clock) {
    this.openConnection = openConnection;
    this.sources = sources;
    this.limits = limits;
    this.settings = settings;
    this.signInDatabases = signInDatabases;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Creates a test without a container.
   *
   * @param config source of the settings
   * @param executor runs each test in one thread
   */
  public static TestConnection withoutContainer(
      SmallRyeConfig config,
      OpenConnection openConnection,
      Sources sources,
      SourceLimits limits,
      ExecutorService executor,
      Clock clock) {
    return new TestConnection(
        openConnection,
        sources,
        limits,
        MappedSettings.of(config, PreflightSettings.class),
        new SignInDatabases(MappedSettings.of(config, MaintenanceSettings.class)),
        executor,
        clock);
  }

  /** Tests a connection for a crawl of everything. */
  public ConnectionReport test(ConnectionTarget target) {
    return test(target, Selection.ALL);
  }

  /**
   * Resolves, connects, signs in and reads as a crawl with these filters would. A failed step ends
   * the test if the next one depends on it.
   *
   * @return every step, including skipped ones; within {@code gazetteer.preflight.limit} whatever
   *     the server does
   * @throws AppException SOURCE_KIND_UNKNOWN if no source has the target's connector
   */
  public ConnectionReport test(ConnectionTarget target, Selection selection) {
    Source source = sources.named(target.connectorName());
    ConnectionProbe probe =
        new ConnectionProbe(
            new ConnectionProbe.Subject(
                target,
                source,
                signInDatabases.of(target, source),
                brief(),
                new OpenConnection.Patience(settings.limit(), settings.statementTimeout())),
            selection,
            openConnection,
            clock);
    Future<?> work = executor.submit(probe::run);
    Duration limit = settings.limit();
    try {
      work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      probe.giveUp(
          "The test was stopped after %d seconds (gazetteer.preflight.limit)"
              .formatted(limit.toSeconds()));
      work.cancel(true);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      probe.giveUp("The test was interrupted");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AppException fault) {
        throw fault;
      }
      throw new IllegalStateException(
          "The connection test failed unexpectedly", failure.getCause());
    }
    return probe.steps().report();
  }

  private SourceLimits brief() {
    return SourceLimits.of(
        settings.statementTimeout(), limits.lockTimeout(), limits.idleInTransactionTimeout());
  }
}
