package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.SourceDriver;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Opens connections to sources, and never more to one server at the same time than configured. For
 * background tasks: does not check access.
 */
@ApplicationScoped
public class OpenConnection {

  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

  @Inject PhysicalConnection physical;
  @Inject SourceConnection bySource;
  @Inject Sources sources;
  @Inject SourceSettings settings;
  @Inject SourceLimits limits;
  @Inject NetworkRules network;

  /**
   * Opens a connection in autocommit mode. For PostgreSQL nothing is set on its session: reads use
   * a {@link io.gazetteer.source.SourceTransaction}. Connections are not pooled; the caller closes
   * it, which frees its slot.
   *
   * @throws AppException with an AwsError, TLS_UNUSABLE, SOURCE_KIND_UNKNOWN, or a SourceError:
   *     unreachable, rejected, no such database, no CONNECT privilege, no free slot in time
   */
  public Connection open(ConnectionTarget target, String database) {
    return open(target, database, new ConnectionAttempt());
  }

  /**
   * Opens a connection for a task that may be stopped.
   *
   * @param attempt aborts it at any time from any thread, also while it waits for a slot
   */
  public Connection open(ConnectionTarget target, String database, ConnectionAttempt attempt) {
    return open(target, database, usual(), attempt);
  }

  /**
   * Timeouts of one connection.
   *
   * @param forPlace wait for one of the connections that this process may open
   * @param forStatement for the longest statement to be run
   */
  public record Patience(Duration forPlace, Duration forStatement) {}

  private Patience usual() {
    return new Patience(settings.connectionWait(), limits.statementTimeout());
  }

  /**
   * Opens a connection with other timeouts, for a connection test.
   *
   * @param attempt aborts it at any time from any thread
   */
  public Connection open(
      ConnectionTarget target, String database, Patience patience, ConnectionAttempt attempt) {
    Semaphore place = place(target);
    take(place, target, patience.forPlace(), attempt);
    return connect(target, database, place, patience, attempt);
  }

  /**
   * Returns an optional second connection to the same database, for which no other task must wait.
   */
  public FurtherConnection further(ConnectionTarget target, String database) {
    Semaphore place = place(target);
    return new SecondConnection(
        place, attempt -> connect(target, database, place, usual(), attempt));
  }

  private Semaphore place(ConnectionTarget target) {
    return places.computeIfAbsent(
        target.server(), server -> new Semaphore(settings.maxConnections(), true));
  }

  /** Opens a connection in a slot, which is freed when it is closed or has failed. */
  private Connection connect(
      ConnectionTarget target,
      String database,
      Semaphore place,
      Patience patience,
      ConnectionAttempt attempt) {
    Runnable release = once(place::release);
    boolean releases = false;
    try {
      Optional<SourceDriver> driver = sources.named(target.connectorName()).driver();
      Connection connection;
      if (driver.isPresent()) {
        releases = true;
        connection =
            bySource.connect(
                driver.get(), target, database, patience.forStatement(), attempt, release);
      } else {
        connection = physical.connect(target, database, patience.forStatement(), attempt);
        releases = true;
      }
      return releasing(connection, release, attempt);
    } finally {
      if (!releases) {
        release.run();
      }
    }
  }

  private static Runnable once(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (!done.getAndSet(true)) {
        action.run();
      }
    };
  }

  /**
   * Returns the addresses of a target's host in the resolver's order, all allowed.
   *
   * @throws AppException SOURCE_UNKNOWN_HOST, SOURCE_ADDRESS_DENIED
   */
  public List<InetAddress> addresses(ConnectionTarget target) {
    return network.resolve(PhysicalConnection.addressed(target), target.port());
  }

  /**
   * Reads the secrets that a target references, as opening a connection does.
   *
   * @throws AppException with a ReferenceError or AwsError
   */
  public void readSecrets(ConnectionTarget target) {
    physical.whole(target);
  }

  /** Returns how long a stopped task may take to end by itself before its connection is aborted. */
  public Duration stopGrace() {
    return settings.stopGrace();
  }

  /** Returns the maximum number of connections of this process to one server. */
  public int mostConnections() {
    return settings.maxConnections();
  }

  private void take(
      Semaphore place, ConnectionTarget target, Duration wait, ConnectionAttempt attempt) {
    try {
      if (attempt.take(place, wait)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new AppException(
        SourceError.SOURCE_TOO_MANY_CONNECTIONS,
        ("All %d connections to %s that this service allows itself are in use"
                + " (gazetteer.source.max-connections). Try again later")
            .formatted(settings.maxConnections(), target.server()));
  }

  /**
   * Wraps a connection so that its slot is freed the first time it is closed. Aborting closes the
   * socket first: the driver would wait for a TLS socket that another thread is writing to.
   */
  private static Connection releasing(
      Connection connection, Runnable release, ConnectionAttempt attempt) {
    return (Connection)
        Proxy.newProxyInstance(
            OpenConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("abort")) {
                attempt.abort();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              } finally {
                if (method.getName().equals("close") || method.getName().equals("abort")) {
                  release.run();
                }
              }
            });
  }
}
