package io.gazetteer.source.postgres;

import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Reads definitions over a second connection while the first one streams columns. It takes what it
 * can get: without a connection, when others want its place, or when it breaks, the first one reads
 * what is left.
 */
final class SecondReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SecondReader.class);

  /** Less is read sooner than a connection is opened. */
  private static final int WORTH_BATCHES = 5;

  private static final long TOLD_EACH_MILLIS = 200;

  private final FurtherConnection further;
  private final SourceLimits limits;
  private final Capabilities capabilities;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean begun;
  // Null until there is one.
  private volatile Connection connection;
  private volatile boolean ends;

  SecondReader(FurtherConnection further, SourceLimits limits, Capabilities capabilities) {
    this.further = further;
    this.limits = limits;
    this.capabilities = capabilities;
  }

  /** Begins with the work, where there is enough of it and a connection is to be had. */
  void begin(DefinitionWork work) {
    if (work.batches() < WORTH_BATCHES) {
      return;
    }
    begun = true;
    Thread thread = new Thread(() -> read(work), "gazetteer-definitions");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(DefinitionWork work) {
    try {
      Optional<Connection> opened = further.open();
      if (opened.isPresent()) {
        read(work, opened.get());
      }
    } catch (SQLException failure) {
      // The first connection reads what this one gave back, and tells if the server is gone.
      LOG.debugf("A second connection was given up (SQLSTATE %s)", failure.getSQLState());
    } finally {
      ended.countDown();
    }
  }

  private void read(DefinitionWork work, Connection opened) throws SQLException {
    try (opened) {
      connection = opened;
      DefinitionReader reader =
          new DefinitionReader(
              opened, new SourceTransaction(opened, limits), capabilities, () -> {});
      work.readAll(reader, () -> !ends && !further.isWanted());
    }
  }

  /**
   * Waits until it has no batch in its hands any more.
   *
   * @param pause called now and then; what it throws ends the waiting
   */
  void await(Runnable pause) {
    if (!begun) {
      return;
    }
    ends = true;
    while (!waited(TOLD_EACH_MILLIS)) {
      pause.run();
    }
  }

  private boolean waited(long millis) {
    try {
      return ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while definitions were read", interrupted);
    }
  }

  /** Ends what it is doing, and returns when its connection is closed. */
  @Override
  public void close() {
    if (!begun) {
      return;
    }
    ends = true;
    while (ended.getCount() > 0) {
      cancel();
      waited(TOLD_EACH_MILLIS);
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
      LOG.debugf("A running statement could not be cancelled (SQLSTATE %s)", failure.getSQLState());
    }
  }
}
