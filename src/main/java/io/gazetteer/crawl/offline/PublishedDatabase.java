package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.lines.ReadingLine;
import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.crawl.lines.RowJson;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.publish.Manifest;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One database of a published run. */
final class PublishedDatabase implements OpenDatabase {

  /** Parents come before children, whatever the order of the manifest. */
  private static final List<RowEntity> ORDER =
      List.of(
          RowEntity.READING,
          RowEntity.SCHEMA,
          RowEntity.RELATION,
          RowEntity.COLUMN,
          RowEntity.ROUTINE,
          RowEntity.OBJECT,
          RowEntity.DATABASE);

  /** Entities with exactly one line per database. */
  private static final List<RowEntity> ONCE = List.of(RowEntity.READING, RowEntity.DATABASE);

  private final StoreReads reads;
  private final PublishedRun run;
  private final Manifest.Database database;
  private final Selection selection;
  private final NameRules rules;
  private ReadingLine reading;
  // Null until it is read.
  private RowChecks checks;
  // Null without filters.
  private SelectedRows selected;

  /**
   * A database.
   *
   * @param database what the manifest says about it; must not have failed
   */
  PublishedDatabase(
      StoreReads reads,
      PublishedRun run,
      Manifest.Database database,
      Selection selection,
      NameRules rules) {
    this.reads = reads;
    this.run = run;
    this.database = database;
    this.selection = selection;
    this.rules = rules;
  }

  private List<Manifest.PublishedFile> files(RowEntity entity) {
    return run.files(database.name(), entity);
  }

  @Override
  public long count() {
    return ORDER.stream()
        .filter(entity -> entity != RowEntity.READING)
        .flatMap(entity -> files(entity).stream())
        .mapToLong(Manifest.PublishedFile::rows)
        .sum();
  }

  @Override
  public Reading read(ReadMode mode, RowSink sink) {
    for (RowEntity entity : ONCE) {
      if (files(entity).stream().mapToLong(Manifest.PublishedFile::rows).sum() != 1) {
        throw new AppException(
            OfflineError.OFFLINE_FILE_DAMAGED,
            "%s cannot be used: it does not name exactly one line of raw/%s for database %s"
                .formatted(run.folder().manifest(), entity.wire(), database.name()));
      }
    }
    checks = new RowChecks(database.name());
    boolean filters = !selection.equals(Selection.ALL);
    selected = filters ? new SelectedRows(sink, selection, rules, database.name()) : null;
    for (RowEntity entity : ORDER) {
      for (Manifest.PublishedFile file : files(entity)) {
        sink.pause();
        read(file, entity, filters ? selected : sink);
      }
    }
    return filters ? selected.end(whole(), true) : whole();
  }

  /** If the manifest is missing too, the run was deleted and is not damaged. */
  private void read(Manifest.PublishedFile file, RowEntity entity, RowSink sink) {
    try {
      new RowFile(reads, run.folder().key(file.path()), file, entity)
          .forEach(checks, row -> take(row, sink));
    } catch (AppException fault) {
      if (fault.code() != OfflineError.OFFLINE_FILE_MISSING || reads.has(run.folder().manifest())) {
        throw fault;
      }
      throw new AppException(
          OfflineError.OFFLINE_RUN_REMOVED,
          "The published run %s was deleted from its store during the read"
              .formatted(run.manifest().run()),
          fault);
    }
  }

  private void take(Record row, RowSink sink) {
    if (row instanceof ReadingLine line) {
      reading = line;
    } else {
      RowJson.hand(row, sink);
    }
  }

  /** A degraded database remains degraded, whether its lines or the manifest say so. */
  private Reading whole() {
    Set<String> warnings = new LinkedHashSet<>(reading.warnings());
    if (database.state() == Manifest.State.DEGRADED) {
      warnings.addAll(database.reasons());
      if (warnings.isEmpty()) {
        warnings.add("The run that published it did not read everything");
      }
    }
    Reading read = reading.reading();
    return new Reading(
            read.excludedSchemas(),
            read.excludedRelations(),
            read.kindsNotRead(),
            new ArrayList<>(warnings),
            read.damage())
        .withNotices(read.notices());
  }

  @Override
  public FilterMatch filterMatch() {
    return selected == null ? FilterMatch.UNKNOWN : selected.filterMatch();
  }

  @Override
  public void cancel() {
    reads.cancel();
  }

  @Override
  public void close() {
    reads.close();
  }
}
