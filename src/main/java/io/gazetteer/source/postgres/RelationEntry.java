package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A relation while it is read. Mutable: one reader after the other adds what it finds. */
final class RelationEntry {

  static final int[] NO_COLUMNS = {};

  SchemaEntry schemaEntry;
  String schema;
  String name;
  RelationKind kind;
  String owner;
  String comment;
  boolean partition;
  Long rowEstimate;
  long pages;
  boolean stored;
  RelationRow.Storage storage;
  RelationRow.PartitionOf partitionOf;
  List<String> inheritsFrom = List.of();
  String partitionStrategy;
  int[] partitionColumns = NO_COLUMNS;
  String partitionKey;
  int partitionCount;
  int columnCount;
  private final BitSet seenColumns = new BitSet();
  int[] primaryColumns = NO_COLUMNS;
  int[] foreignColumns = NO_COLUMNS;
  int[] indexedColumns = NO_COLUMNS;
  String definition;
  boolean definitionKnown = true;
  boolean boundKnown = true;
  ColumnRow.RelationRef reference;
  String acl;
  String extension;
  private Map<Integer, Foreign> refersTo;
  private Map<Integer, Set<ColumnRow.ColumnRef>> referredBy;

  /** Schema and name, for messages. */
  String named() {
    return schema + "." + name;
  }

  /** Notes that a column came; false when it had come before. */
  boolean see(int number) {
    boolean fresh = !seenColumns.get(number);
    seenColumns.set(number);
    return fresh;
  }

  /** Notes what a column refers to; of several constraints the first by name counts. */
  void refer(int column, String constraint, ColumnRow.ColumnRef target) {
    if (refersTo == null) {
      refersTo = new HashMap<>();
    }
    refersTo.merge(
        column,
        new Foreign(constraint, target),
        (one, other) -> one.constraint.compareTo(other.constraint) <= 0 ? one : other);
  }

  void referredBy(int column, ColumnRow.ColumnRef from) {
    if (referredBy == null) {
      referredBy = new HashMap<>();
    }
    referredBy.computeIfAbsent(column, key -> new HashSet<>()).add(from);
  }

  ColumnRow.ColumnRef refersTo(int column) {
    Foreign foreign = refersTo == null ? null : refersTo.get(column);
    return foreign == null ? null : foreign.target;
  }

  List<ColumnRow.ColumnRef> referredBy(int column) {
    Set<ColumnRow.ColumnRef> found = referredBy == null ? null : referredBy.get(column);
    return found == null
        ? List.of()
        : found.stream()
            .sorted(
                Comparator.comparing(ColumnRow.ColumnRef::schema)
                    .thenComparing(ColumnRow.ColumnRef::relation)
                    .thenComparing(ColumnRow.ColumnRef::column))
            .toList();
  }

  /** The part that a column has in keys. */
  ColumnRow.Keys keys(int column) {
    boolean primary = contains(primaryColumns, column);
    boolean foreign = contains(foreignColumns, column);
    boolean indexed = contains(indexedColumns, column);
    int partitionOrder = 0;
    for (int i = 0; i < partitionColumns.length; i++) {
      if (partitionColumns[i] == column) {
        partitionOrder = i + 1;
      }
    }
    return primary || foreign || indexed || partitionOrder > 0
        ? new ColumnRow.Keys(primary, foreign, indexed, partitionOrder)
        : ColumnRow.Keys.NONE;
  }

  private static boolean contains(int[] columns, int wanted) {
    for (int column : columns) {
      if (column == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Adds the columns of a foreign key. */
  void addForeign(int[] columns) {
    foreignColumns = joined(foreignColumns, columns, columns.length);
  }

  /** Adds the first columns of an index, which are its keys. */
  void addIndexed(int[] columns, int keys) {
    indexedColumns = joined(indexedColumns, columns, keys);
  }

  private static int[] joined(int[] known, int[] more, int limit) {
    int taken = Math.min(more.length, limit);
    int[] all = Arrays.copyOf(known, known.length + taken);
    System.arraycopy(more, 0, all, known.length, taken);
    return all;
  }

  /** What {@code pg_class.relkind} says. */
  static RelationKind kind(char relkind) {
    return switch (relkind) {
      case 'r' -> RelationKind.TABLE;
      case 'p' -> RelationKind.PARTITIONED_TABLE;
      case 'f' -> RelationKind.FOREIGN_TABLE;
      case 'v' -> RelationKind.VIEW;
      case 'm' -> RelationKind.MATERIALIZED_VIEW;
      default -> throw new IllegalStateException("relkind " + relkind + " was not asked for");
    };
  }

  /** What a column refers to, by which constraint. */
  private record Foreign(String constraint, ColumnRow.ColumnRef target) {}
}
