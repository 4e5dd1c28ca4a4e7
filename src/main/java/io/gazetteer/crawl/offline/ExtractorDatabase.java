package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One database in the files of the older extractor. They contain less than a crawl: what they
 * cannot express counts as not read, and so does the content of a missing file.
 */
final class ExtractorDatabase implements OpenDatabase {

  private final StoreReads reads;
  private final String folder;
  private final String database;
  private final Selection selection;
  private final NameRules rules;
  private final Set<String> typesNotRead = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();
  // Null until it is read.
  private SelectedRows selected;

  ExtractorDatabase(
      StoreReads reads, String folder, String database, Selection selection, NameRules rules) {
    this.reads = reads;
    this.folder = folder;
    this.database = database;
    this.selection = selection;
    this.rules = rules;
  }

  /** Unknown. */
  @Override
  public long count() {
    return 0;
  }

  @Override
  public Reading read(ReadMode mode, RowSink sink) {
    selected = new SelectedRows(sink, selection, rules, database);
    ExtractorRows rows = new ExtractorRows(selected, database, file("columns-"));
    readSchemas(rows);
    selected.database(
        new DatabaseRow(
            database,
            null,
            null,
            null,
            null,
            rows.schemas(),
            null,
            Privileges.NONE,
            null,
            Map.of()));
    boolean tables = readMaybe("table-", rows::relation);
    boolean views = readMaybe("view-", rows::relation);
    boolean columns = readMaybe("columns-", rows::column);
    rows.endColumns();
    // For routines that are in both files, this one has more.
    readMaybe("extras-procedures-", rows::detailedRoutine);
    boolean routines = readMaybe("procedures-", rows::routine);
    noteMissing(
        tables,
        "table-",
        Kinds.TABLE.typeName(),
        Kinds.TABLE_PARTITION.typeName(),
        Kinds.COLUMN.typeName());
    noteMissing(
        views,
        "view-",
        Kinds.VIEW.typeName(),
        Kinds.MATERIALISED_VIEW.typeName(),
        Kinds.COLUMN.typeName());
    noteMissing(columns, "columns-", Kinds.COLUMN.typeName());
    noteMissing(routines, "procedures-", Kinds.PROCEDURE.typeName(), Kinds.FUNCTION.typeName());
    warnings.addAll(rows.warnings());
    Reading whole =
        new Reading(Set.of(), Map.of(), Set.copyOf(Vocabulary.standard().objectKinds()), warnings);
    return selected.end(whole, tables && views);
  }

  private ExtractorFile file(String kind) {
    return new ExtractorFile(reads, folder + kind + database + ".json");
  }

  private boolean readMaybe(String kind, Consumer<ExtractorObject> taker) {
    return file(kind).forEach(taker);
  }

  private void readSchemas(ExtractorRows rows) {
    boolean found = file("schemas-").forEach(rows::schema);
    if (!found) {
      throw new AppException(
          OfflineError.OFFLINE_FILE_MISSING,
          "%sschemas-%s.json is missing, and database %s cannot be read without it"
              .formatted(folder, database, database));
    }
  }

  private void noteMissing(boolean found, String kind, String... types) {
    if (!found) {
      typesNotRead.addAll(List.of(types));
      warnings.add(
          "%s%s%s.json is missing: its assets are kept unchanged"
              .formatted(folder, kind, database));
    }
  }

  @Override
  public Set<String> typesNotRead() {
    return Set.copyOf(typesNotRead);
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
