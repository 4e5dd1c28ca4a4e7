package io.gazetteer.source.postgres;

import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.fingerprint.ServerStart;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Has the second reader read what the first one is going to need, or cannot read inside its
 * snapshot.
 */
final class Prefetch {

  /** The keys of fewer are read sooner than a connection is opened. */
  private static final int WORTH_RELATIONS = 2000;

  /** Fewer are read sooner than a connection is opened. */
  private static final int WORTH_BATCHES = 5;

  private final Connection first;
  private final Selection selection;
  private final SecondReader second;
  private final Runnable pause;
  private Optional<SecondReader.Job> keysJob = Optional.empty();
  private volatile Optional<KeyColumns> keys = Optional.empty();
  private boolean begun;

  /**
   * Nothing is begun yet.
   *
   * @param first the connection that reads the catalog
   * @param pause called now and then while the second reader is waited for; what it throws ends the
   *     waiting
   */
  Prefetch(Connection first, Selection selection, SecondReader second, Runnable pause) {
    this.first = first;
    this.selection = selection;
    this.second = second;
    this.pause = pause;
  }

  /** Begins with the columns of keys and with definitions, where there is much of a full read. */
  void begin(ReadContext context, Relations relations, Definitions definitions)
      throws SQLException {
    if (second.isPossible()
        && context.sql().scope().isAll()
        && relations.all().size() >= WORTH_RELATIONS) {
      Optional<SharedSnapshot> snapshot = SharedSnapshot.of(first);
      keysJob =
          Optional.of(
              second.begin(snapshot, (connection, goesOn) -> readKeys(connection, context)));
      // Most of the work is still to be added.
      second.begin(definitions.work(), context.sql(), snapshot.map(SharedSnapshot::server));
      begun = snapshot.isPresent();
    }
  }

  private void readKeys(Connection connection, ReadContext context) throws SQLException {
    SelectionSettings.set(connection, context.schemas().oids(), selection);
    keys = Optional.of(KeyColumns.read(new CopyStream(connection), context.sql()));
  }

  /** Waits for the columns of keys; empty where they were not read. */
  Optional<KeyColumns> keyColumns() {
    keysJob.ifPresent(job -> job.await(pause));
    return keys;
  }

  /** Begins with definitions where nothing was begun yet and all but columns is read. */
  void beginDefinitions(ReadContext context, Definitions definitions) throws SQLException {
    if (!begun && definitions.work().batches() >= WORTH_BATCHES) {
      second.begin(definitions.work(), context.sql(), ServerStart.find(first));
    }
  }
}
