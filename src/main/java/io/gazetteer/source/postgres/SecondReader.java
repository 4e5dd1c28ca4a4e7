package io.gazetteer.source.postgres;

import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.fingerprint.ServerStart;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Reads over a second connection, one job after the other, while the first one reads something
 * else. It takes what it can get: without a connection, when others want its place, or when it
 * breaks, the first one reads what is left.
 */
final class SecondReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SecondReader.class);

  private static final long PAUSE_EACH_MILLIS = 200;

  /** So long a cancel may take to work before the connection is aborted. */
  private static final long CANCEL_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FurtherConnection further;
  private final SourceLimits limits;
  private final List<Job> jobs = new ArrayList<>();
  // Null until there is a job.
  private ExecutorService thread;

  SecondReader(FurtherConnection further, SourceLimits limits) {
    this.further = further;
    this.limits = limits;
  }

  /** What is done with the connection, for as long as it may. */
  interface Reading {
    void read(Connection connection, BooleanSupplier goesOn) throws SQLException;
  }

  /**
   * Begins with definitions, which may still be added, where a connection to the same server is to
   * be had: a replica may be behind, and another server has others by the same numbers.
   *
   * @param server that the first connection leads to; empty = nothing is done
   */
  Job begin(DefinitionWork work, CatalogSql sql, Optional<ServerStart> server) {
    return begin(
        server.isPresent(),
        (connection, goesOn) -> {
          SourceTransaction transaction = new SourceTransaction(connection, limits);
          if (transaction.brief(() -> ServerStart.of(connection)).equals(server.orElseThrow())) {
            work.readAsAdded(new DefinitionReader(connection, transaction, sql, () -> {}), goesOn);
          }
        });
  }

  /** Whether there may be a second connection at all. */
  boolean isPossible() {
    return further != FurtherConnection.NONE;
  }

  /** No statement lasts so long that the first connection's transaction is ended as an idle one. */
  private Duration longestStatement() {
    Duration half = limits.idleInTransactionTimeout().dividedBy(2);
    return half.isZero() || half.compareTo(limits.statementTimeout()) > 0
        ? limits.statementTimeout()
        : half;
  }

  /**
   * Begins with something that must see what the first connection sees, where a connection is to be
   * had.
   *
   * @param snapshot of the first connection; empty = nothing is done
   */
  Job begin(Optional<SharedSnapshot> snapshot, Reading reading) {
    return begin(
        snapshot.isPresent(),
        (connection, goesOn) ->
            new SourceTransaction(connection, limits)
                .withStatementTimeout(longestStatement())
                .snapshot(
                    snapshot.orElseThrow().name(),
                    () -> {
                      if (snapshot.orElseThrow().isOf(connection)) {
                        reading.read(connection, goesOn);
                      }
                      return true;
                    }));
  }

  private Job begin(boolean worth, Reading reading) {
    Job job = new Job(reading);
    if (!worth) {
      job.ended.countDown();
      return job;
    }
    jobs.add(job);
    if (thread == null) {
      thread = Executors.newSingleThreadExecutor(SecondReader::daemon);
    }
    thread.execute(job::run);
    return job;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gazetteer-second-reader");
    thread.setDaemon(true);
    return thread;
  }

  /** Something that is read over the second connection. */
  final class Job {

    private final Reading reading;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ends;
    private volatile boolean begun;
    // Null until there is one.
    private volatile Connection connection;

    private Job(Reading reading) {
      this.reading = reading;
    }

    private void run() {
      try {
        Optional<Connection> opened = ends ? Optional.empty() : further.open();
        if (opened.isPresent()) {
          read(opened.get());
        }
      } catch (SQLException failure) {
        // The first connection reads what this one gave back, and fails if the server is gone.
        LOG.debugf("A second connection was given up (SQLSTATE %s)", failure.getSQLState());
      } finally {
        ended.countDown();
      }
    }

    private void read(Connection opened) throws SQLException {
      try (opened) {
        connection = opened;
        begun = true;
        if (!ends) {
          reading.read(opened, () -> !ends && !further.isWanted());
        }
      }
    }

    /** As {@link SecondReader#await}, for this one. */
    void await(Runnable pause) {
      ends = true;
      while (begun && !waited(PAUSE_EACH_MILLIS)) {
        pause.run();
      }
    }

    private boolean waited(long millis) {
      try {
        return ended.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a second reader was busy", interrupted);
      }
    }

    /** Whether the thread was interrupted meanwhile. */
    private boolean end() {
      boolean interrupted = false;
      ends = true;
      long begunNanos = System.nanoTime();
      while (ended.getCount() > 0) {
        if (connection != null && System.nanoTime() - begunNanos < CANCEL_GRACE_NANOS) {
          cancel();
        } else {
          // One that is still being opened is of no use, and has nothing that could be cancelled.
          abort();
        }
        try {
          ended.await(PAUSE_EACH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
          interrupted = true;
        }
      }
      return interrupted;
    }

    /** A server that does not react to a cancel within the grace period is not waited for. */
    private void abort() {
      further.abort();
      Connection running = connection;
      if (running != null) {
        ConnectionLoss.abort(running);
      }
    }

    private void cancel() {
      Connection running = connection;
      if (running == null) {
        return;
      }
      try {
        running.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException failure) {
        LOG.debugf(
            "A running statement could not be cancelled (SQLSTATE %s)", failure.getSQLState());
      }
    }
  }

  /**
   * Waits until it has finished its current piece of work, and takes no more.
   *
   * @param pause called now and then; what it throws ends the waiting
   */
  void await(Runnable pause) {
    jobs.forEach(job -> job.await(pause));
  }

  /** Ends what it is doing, and returns when its connection is closed. */
  @Override
  public void close() {
    jobs.forEach(job -> job.ends = true);
    boolean interrupted = false;
    for (Job job : jobs) {
      interrupted |= job.end();
    }
    if (thread != null) {
      thread.shutdown();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
