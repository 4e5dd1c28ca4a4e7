package io.gazetteer.source.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Definitions that are still to be read, in batches of one kind. Several readers may take from it
 * at once; what one of them could not finish it gives back.
 */
final class DefinitionWork {

  private static final long LOOKS_EACH_MILLIS = 20;

  /** Who has nothing to do for so long gives the connection to others. */
  private static final long IDLE_MILLIS = 5000;

  private final BlockingQueue<Batch> left = new LinkedBlockingQueue<>();

  /** A part of the objects of one kind, and the set of those of the kind that were not read. */
  private record Batch(
      String statement, List<Long> oids, DefinitionReader.Found found, Set<Long> unread) {}

  /**
   * Adds the objects of one kind.
   *
   * @param statement name of the SQL file
   * @param found called by whoever reads, for one object by one of them only
   * @param unread takes those that could not be read, from several threads; complete when all work
   *     is done
   */
  void add(String statement, List<Long> oids, DefinitionReader.Found found, Set<Long> unread) {
    for (int from = 0; from < oids.size(); from += DefinitionReader.BATCH) {
      int to = Math.min(oids.size(), from + DefinitionReader.BATCH);
      left.add(new Batch(statement, new ArrayList<>(oids.subList(from, to)), found, unread));
    }
  }

  int batches() {
    return left.size();
  }

  /**
   * Reads batch after batch until none is left.
   *
   * @throws SQLException when the connection broke; the batch is then left to others
   */
  void readAll(DefinitionReader reader) throws SQLException {
    for (Batch batch = left.poll(); batch != null; batch = left.poll()) {
      read(batch, reader);
    }
  }

  /**
   * Reads what there is and what is still added, for as long as it may and something is.
   *
   * @throws SQLException when the connection broke; the batch is then left to others
   */
  void readAsAdded(DefinitionReader reader, BooleanSupplier goesOn) throws SQLException {
    long idleMillis = 0;
    while (idleMillis < IDLE_MILLIS && goesOn.getAsBoolean()) {
      try {
        Batch batch = left.poll(LOOKS_EACH_MILLIS, TimeUnit.MILLISECONDS);
        if (batch == null) {
          idleMillis += LOOKS_EACH_MILLIS;
        } else {
          idleMillis = 0;
          read(batch, reader);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void read(Batch batch, DefinitionReader reader) throws SQLException {
    boolean done = false;
    try {
      batch.unread.addAll(reader.read(batch.statement, batch.oids, batch.found));
      done = true;
    } finally {
      if (!done) {
        left.add(batch);
      }
    }
  }
}
