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
 * Hands out connections to servers that are crawled, never more at once to one server than
 * configured. For work behind the scenes: it checks no access.
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
   * A new connection in autocommit mode. At PostgreSQL nothing is set on its session: what is read
   * there is read in a {@link io.gazetteer.source.SourceTransaction}. Nothing is pooled; the caller
   * closes it, which frees its place.
   *
   * @param database the database to connect to
   * @throws AppException an AwsError, TLS_UNUSABLE, SOURCE_KIND_UNKNOWN, or a SourceError in words:
   *     unreachable, refused, no such database, no CONNECT right, no place left in time
   */
  public Connection open(ConnectionTarget target, String database) {
    return open(target, database, new ConnectionAttempt());
  }

  /**
   * The same for work that may be stopped.
   *
   * @param attempt through which it may be aborted at any time, from any thread, also while it
   *     waits for its place
   */
  public Connection open(ConnectionTarget target, String database, ConnectionAttempt attempt) {
    return open(target, database, usual(), attempt);
  }

  /**
   * How long somebody waits.
   *
   * @param forPlace for one of the connections that this process allows itself
   * @param forStatement for the longest statement that is going to be run
   */
  public record Patience(Duration forPlace, Duration forStatement) {}

  private Patience usual() {
    return new Patience(settings.connectionWait(), limits.statementTimeout());
  }

  /**
   * The same with a patience of its own, for a test.
   *
   * @param attempt through which it may be aborted at any time, from any thread
   */
  public Connection open(
      ConnectionTarget target, String database, Patience patience, ConnectionAttempt attempt) {
    Semaphore place = place(target);
    take(place, target, patience.forPlace(), attempt);
    return connect(target, database, place, patience, attempt);
  }

  /** The chance of one more to the same database, while places are left and nobody waits. */
  public FurtherConnection further(ConnectionTarget target, String database) {
    Semaphore place = place(target);
    return new SecondConnection(
        place, attempt -> connect(target, database, place, usual(), attempt));
  }

  private Semaphore place(ConnectionTarget target) {
    return places.computeIfAbsent(
        target.server(), server -> new Semaphore(settings.maxConnections(), true));
  }

  /** Opens a connection in a place, which is free again once it is closed or has failed. */
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
   * The addresses of a target's host, all of which may be connected to, in the resolver's order.
   *
   * @throws AppException SOURCE_UNKNOWN_HOST, SOURCE_ADDRESS_DENIED
   */
  public List<InetAddress> addresses(ConnectionTarget target) {
    return network.resolve(PhysicalConnection.addressed(target), target.port());
  }

  /**
   * Reads the secrets of a target that are kept elsewhere, as opening a connection does.
   *
   * @throws AppException ReferenceError or AwsError in words
   */
  public void readSecrets(ConnectionTarget target) {
    physical.whole(target);
  }

  /** How long work that is stopped may take to end by itself before its connection is aborted. */
  public Duration stopGrace() {
    return settings.stopGrace();
  }

  /** Most connections to one server that this process holds at once. */
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
   * The same connection, which frees its place the first time it is closed. Aborting it closes its
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
