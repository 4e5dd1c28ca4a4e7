package io.gazetteer.source.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Definitions that are still to be read, in batches of one kind. Several readers may take from it
 * at once; what one of them could not finish it gives back.
 */
final class DefinitionWork {

  private final Queue<Batch> left = new ConcurrentLinkedQueue<>();

  /** A part of the objects of one kind, and the set of those of the kind that were not read. */
  private record Batch(
      String statement, List<Long> oids, DefinitionReader.Found found, Set<Long> unread) {}

  /**
   * Adds the objects of one kind.
   *
   * @param statement name of the SQL file
   * @param found called by whoever reads, for one object by one of them only
   * @return those that could not be read; complete when all work is done
   */
  Set<Long> add(String statement, List<Long> oids, DefinitionReader.Found found) {
    Set<Long> unread = ConcurrentHashMap.newKeySet();
    for (int from = 0; from < oids.size(); from += DefinitionReader.BATCH) {
      int to = Math.min(oids.size(), from + DefinitionReader.BATCH);
      left.add(new Batch(statement, new ArrayList<>(oids.subList(from, to)), found, unread));
    }
    return unread;
  }

  int batches() {
    return left.size();
  }

  /**
   * Reads batch after batch until none is left, or for as long as it may.
   *
   * @throws SQLException when the connection broke; the batch is then left to others
   */
  void readAll(DefinitionReader reader, BooleanSupplier goesOn) throws SQLException {
    while (goesOn.getAsBoolean()) {
      Batch batch = left.poll();
      if (batch == null) {
        return;
      }
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
}
