package io.gazetteer.source.postgres;

import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.fingerprint.ServerStart;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Has the second reader read what the first one is going to need, or cannot read inside its
 * snapshot.
 */
final class AheadOfReading implements ReadProgress {

  /** The keys of fewer are read sooner than a connection is opened. */
  private static final int WORTH_RELATIONS = 2000;

  /** Fewer are read sooner than a connection is opened. */
  private static final int WORTH_BATCHES = 5;

  private final Connection first;
  private final Catalog catalog;
  private final Definitions definitions;
  private final SecondReader second;
  private final Runnable pause;
  private final KeyColumns.Ahead keys;
  private Optional<SecondReader.Job> keysJob = Optional.empty();
  private boolean begun;

  /**
   * Nothing is begun yet.
   *
   * @param first the connection that reads the catalog
   * @param pause called now and then while the second reader is waited for; what it throws ends the
   *     waiting
   */
  AheadOfReading(
      Connection first,
      Selection selection,
      Catalog catalog,
      Definitions definitions,
      SecondReader second,
      Runnable pause) {
    this.first = first;
    this.catalog = catalog;
    this.definitions = definitions;
    this.second = second;
    this.pause = pause;
    this.keys = new KeyColumns.Ahead(catalog, selection);
  }

  @Override
  public void objectsFollow() throws SQLException {
    if (second.isPossible()
        && catalog.scope.isAll()
        && catalog.relations.size() >= WORTH_RELATIONS) {
      Optional<SharedSnapshot> snapshot = SharedSnapshot.of(first);
      keysJob = Optional.of(second.begin(keys, snapshot));
      // Most of the work is still to be added.
      second.begin(definitions.work(), snapshot.map(SharedSnapshot::server));
      begun = snapshot.isPresent();
    }
  }

  @Override
  public Optional<KeyColumns> keyColumns() {
    keysJob.ifPresent(job -> job.await(pause));
    return keys.found();
  }

  @Override
  public void columnsFollow() throws SQLException {
    if (!begun && definitions.work().batches() >= WORTH_BATCHES) {
      second.begin(definitions.work(), ServerStart.find(first));
    }
  }
}
