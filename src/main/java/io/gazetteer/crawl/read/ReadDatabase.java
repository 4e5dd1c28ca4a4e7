package io.gazetteer.crawl.read;

import io.gazetteer.asset.AssetSink;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;

/**
 * The crawl engine: reads an opened database, a server's or one from files, and makes assets of its
 * rows. It knows neither runs nor workflows nor the catalog database. For one thread.
 */
public final class ReadDatabase {

  private final DatabaseScope scope;
  private final OpenDatabase opened;
  private final ReadMonitor monitor;
  private final AssetPaths paths;

  /** Prepares a read of a database, which stays open. */
  public ReadDatabase(DatabaseScope scope, OpenDatabase opened, ReadMonitor monitor) {
    this.scope = scope;
    this.opened = opened;
    this.monitor = monitor;
    this.paths = new AssetPaths(scope);
  }

  /**
   * Reads everything that the filters select.
   *
   * @param mode {@link ReadMode#FULL} or {@link ReadMode#ONCE}
   * @param expected estimated number of assets, for progress; 0 = estimate it here
   * @throws io.gazetteer.common.AppException when the read failed; discard what the sinks got
   */
  public ReadResult read(ReadMode mode, long expected, AssetSink assets, LineSink lines) {
    return monitor.cancellable(
        opened::cancel,
        () -> {
          long estimate = expected == 0 ? opened.count() : expected;
          return read(
              mode, new AssetWriter(scope, paths, assets, lines, monitor, estimate), estimate);
        });
  }

  /**
   * Reads what may have changed since an earlier read, or everything where that cannot be proved.
   *
   * @param expected number of assets of the earlier read, for progress
   * @throws io.gazetteer.common.AppException when the read failed; discard what the sink got
   */
  public ReadResult readChanges(Fingerprint since, long expected, AssetSink assets) {
    AssetWriter writer = new AssetWriter(scope, paths, assets, LineSink.NONE, monitor, expected);
    ReadMode mode = new ReadMode.Changes(since, new UnchangedAssets(writer, paths, assets));
    return monitor.cancellable(opened::cancel, () -> read(mode, writer, expected));
  }

  private ReadResult read(ReadMode mode, AssetWriter writer, long expected) {
    monitor.progress(0, expected);
    Reading reading = opened.read(mode, writer);
    monitor.throwIfCancelled();
    FilterReport filters =
        new FilterReport(scope.selection(), scope.database(), opened.filterMatch());
    return new ReadResult(
        scope,
        reading.withWarnings(
            filters.nothingSelected(reading, writer.schemas(), writer.relations())),
        filters,
        writer.written(),
        writer.schemas(),
        opened.typesNotRead());
  }
}
