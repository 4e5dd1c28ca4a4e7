package io.gazetteer.crawl.offline;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Passes on the rows of one database that a selection wants, so that the sink gets what a server
 * would return for that selection. Rows must come in this order: all schemas, all relations, the
 * rest; the database at any time. {@link #end} comes last. Keeps schemas, partitioned tables and
 * excluded names in memory.
 */
final class SelectedRows implements RowSink {

  private static final int BATCH = 500;

  private final RowSink sink;
  private final Selection selection;
  private final NameRules rules;
  private final String databaseName;
  private final Map<String, SchemaRow> schemas = new LinkedHashMap<>();
  private final Map<String, int[]> tablesAndViews = new HashMap<>();
  private final Map<String, Set<String>> excludedRelations = new HashMap<>();
  private final List<RelationRow> batch = new ArrayList<>();
  private final List<RelationRow> partitioned = new ArrayList<>();
  private final Map<Name, Integer> excludedPartitions = new HashMap<>();
  // Null until all schemas have come.
  private Set<String> wanted;
  // Null until it has come.
  private DatabaseRow database;

  SelectedRows(RowSink sink, Selection selection, NameRules rules, String databaseName) {
    this.sink = sink;
    this.selection = selection;
    this.rules = rules;
    this.databaseName = databaseName;
  }

  private record Name(String schema, String relation) {}

  @Override
  public void database(DatabaseRow row) {
    database = row;
  }

  @Override
  public void schema(SchemaRow row) {
    if (wanted != null) {
      throw new IllegalStateException("Schemas must come before what they contain");
    }
    schemas.put(row.name(), row);
  }

  private boolean isWanted(String schema) {
    if (wanted == null) {
      wanted = rules.schemas(databaseName, schemas.keySet(), selection);
      wanted.removeIf(name -> isExcludedExtensionSchema(schemas.get(name)));
    }
    return wanted.contains(schema);
  }

  private boolean isExcludedExtensionSchema(SchemaRow schema) {
    return schema.extension() != null
        && !selection.extensionSchemas()
        && !rules.named(databaseName, selection).contains(schema.name());
  }

  private boolean isWanted(String schema, String relation) {
    return isWanted(schema) && !excludedRelations.getOrDefault(schema, Set.of()).contains(relation);
  }

  @Override
  public void relation(RelationRow row) {
    if (!isWanted(row.schema())) {
      // A server counts only partitions in the selected schemas.
      if (row.isPartition()) {
        RelationRow.PartitionOf parent = row.partitionOf();
        excludedPartitions.merge(new Name(parent.schema(), parent.name()), 1, Integer::sum);
      }
      return;
    }
    batch.add(row);
    if (batch.size() == BATCH) {
      passBatch();
    }
  }

  private void passBatch() {
    if (batch.isEmpty()) {
      return;
    }
    Set<String> names = new HashSet<>();
    batch.forEach(row -> names.add(row.name()));
    Set<String> unwanted =
        selection.excludedRelations().map(regex -> rules.matching(names, regex)).orElse(Set.of());
    for (RelationRow row : batch) {
      if (unwanted.contains(row.name()) || isOfExcludedKind(row)) {
        excludedRelations.computeIfAbsent(row.schema(), key -> new HashSet<>()).add(row.name());
      } else {
        pass(row);
      }
    }
    batch.clear();
  }

  private boolean isOfExcludedKind(RelationRow row) {
    boolean view = row.kind().isView();
    boolean empty = row.kind() == RelationKind.TABLE && Objects.equals(row.size().rows(), 0L);
    return (view && !selection.views()) || (empty && !selection.emptyTables());
  }

  private void pass(RelationRow row) {
    int[] counts = tablesAndViews.computeIfAbsent(row.schema(), key -> new int[2]);
    if (row.kind().isView()) {
      counts[1]++;
    } else if (!row.isPartition()) {
      counts[0]++;
    }
    if (row.kind() == RelationKind.PARTITIONED_TABLE) {
      partitioned.add(row);
    } else {
      sink.relation(row);
    }
  }

  private void endRelations() {
    passBatch();
    partitioned.forEach(row -> sink.relation(counted(row)));
    partitioned.clear();
  }

  private RelationRow counted(RelationRow row) {
    int excluded = excludedPartitions.getOrDefault(new Name(row.schema(), row.name()), 0);
    RelationRow.Partitioning read = row.partitioning();
    if (excluded == 0 || read == null) {
      return row;
    }
    return new RelationRow(
        row.schema(),
        row.name(),
        row.kind(),
        row.owner(),
        row.comment(),
        row.columnCount(),
        row.size(),
        row.storage(),
        new RelationRow.Partitioning(read.strategy(), read.key(), read.count() - excluded),
        row.partitionOf(),
        row.definition(),
        row.unread(),
        row.extension(),
        row.privileges());
  }

  @Override
  public void column(ColumnRow row) {
    endRelations();
    if (!isWanted(row.relation().schema(), row.relation().name())) {
      return;
    }
    boolean all =
        row.referredBy().stream().allMatch(from -> isWanted(from.schema(), from.relation()));
    sink.column(all ? row : referredByWanted(row));
  }

  /** A server returns only referencing columns of selected relations. */
  private ColumnRow referredByWanted(ColumnRow row) {
    return new ColumnRow(
        row.relation(),
        row.name(),
        row.position(),
        row.type(),
        row.nullable(),
        row.defaultValue(),
        row.unread(),
        row.identity(),
        row.generated(),
        row.comment(),
        row.foreignOptions(),
        row.keys(),
        row.refersTo(),
        row.referredBy().stream().filter(from -> isWanted(from.schema(), from.relation())).toList(),
        row.privileges(),
        row.further());
  }

  @Override
  public void routine(RoutineRow row) {
    endRelations();
    if (isWanted(row.schema())) {
      sink.routine(row);
    }
  }

  @Override
  public void object(ObjectRow row) {
    endRelations();
    ColumnRow.RelationRef relation = row.relation();
    boolean passes =
        relation != null
            ? isWanted(relation.schema(), relation.name())
            : row.schema() == null || isWanted(row.schema());
    if (passes) {
      sink.object(row);
    }
  }

  @Override
  public void pause() {
    sink.pause();
  }

  /**
   * Passes on the rows that were held back until the end.
   *
   * @param whole what the files contain besides rows
   * @param countable whether all tables and views have come, so that they can be counted again
   * @return the same, with what this selection excludes
   */
  Reading end(Reading whole, boolean countable) {
    isWanted("");
    endRelations();
    Set<String> excludedSchemas = new HashSet<>(whole.excludedSchemas());
    for (SchemaRow row : schemas.values()) {
      if (wanted.contains(row.name())) {
        sink.schema(countable ? counted(row) : row);
      } else {
        excludedSchemas.add(row.name());
      }
    }
    sink.database(counted(database));
    whole
        .excludedRelations()
        .forEach(
            (schema, names) ->
                excludedRelations.computeIfAbsent(schema, key -> new HashSet<>()).addAll(names));
    return new Reading(
            excludedSchemas,
            excludedRelations,
            whole.kindsNotRead(),
            whole.warnings(),
            whole.damage())
        .withNotices(whole.notices());
  }

  /** Determines which rules match schemas; call it after all have come. */
  FilterMatch filterMatch() {
    return rules.match(databaseName, schemas.keySet(), selection);
  }

  private SchemaRow counted(SchemaRow row) {
    int[] counts = tablesAndViews.getOrDefault(row.name(), new int[2]);
    return new SchemaRow(
        row.name(),
        row.owner(),
        row.comment(),
        counts[0],
        counts[1],
        row.extension(),
        row.privileges(),
        row.unread());
  }

  private DatabaseRow counted(DatabaseRow row) {
    return row.withSchemaCount(wanted.size());
  }
}
