package io.gazetteer.source.postgres;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.Rights;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.fingerprint.FigureMarks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one snapshot of a database's catalog held, by oid. Columns are not kept, save generated ones
 * that wait for their expressions: a million of them pass through.
 */
final class Catalog {

  private static final long UNKNOWN = -1;

  final Vocabulary vocabulary;
  final CatalogDamage damage;
  DatabaseRow database;
  Map<String, String> databaseFurther = Map.of();
  FigureReader.Sizes sizes = FigureReader.Sizes.UNKNOWN;
  long blockSizeBytes;
  final Map<Long, SchemaEntry> schemas = new LinkedHashMap<>();
  final Map<Long, RelationEntry> relations = new LinkedHashMap<>();
  final Map<Long, RoutineEntry> routines = new LinkedHashMap<>();
  final Map<Long, Domain> domains = new HashMap<>();
  final List<PendingColumn> generatedColumns = new ArrayList<>();
  final Map<String, Map<Long, String>> extensionMembers = new HashMap<>();
  final Capabilities capabilities = new Capabilities();
  final Identifiers identifiers = new Identifiers();
  final RoleAccess access = new RoleAccess();
  final Set<AssetKind> kindsNotRead = new HashSet<>();
  final List<String> warnings = new ArrayList<>();
  final EscapedTexts escapes = new EscapedTexts();
  final MissingRelations missing;
  private final Set<Unread> unread = EnumSet.noneOf(Unread.class);
  final Set<String> schemasLeftOut = new HashSet<>();
  final ExtensionSchemas extensionSchemas = new ExtensionSchemas();
  List<Reading.ExtensionPart> extensionParts = List.of();
  final Map<String, Set<String>> relationsLeftOut = new HashMap<>();

  /**
   * A catalog of which nothing is known yet.
   *
   * @param vocabulary the kinds to read
   */
  Catalog(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.damage = new CatalogDamage(vocabulary.objectKinds());
    this.missing = new MissingRelations(this);
  }

  /** Figures that were read, compared with those that an earlier crawl handed out. */
  FigureMarks.Gathering figures = new FigureMarks.Gathering(FigureMarks.NONE);

  /** Which relations are read; all but those are in {@link #kept}. */
  ReadScope scope = ReadScope.ALL;

  /** Relations that are as they were and are not read; by oid. */
  final Map<Long, ColumnRow.RelationRef> kept = new HashMap<>();

  /** A statement as this server understands it, about what is read. */
  String fit(String statement) {
    return scope.fit(capabilities.fit(statement));
  }

  /** Notes a relation that exists and that the selection does not want. */
  void leaveOut(long oid, SchemaEntry schema, String relation) {
    missing.leftOut(oid);
    relationsLeftOut.computeIfAbsent(schema.name, key -> new HashSet<>()).add(relation);
  }

  /** Notes that no row of this read can tell a part. */
  void couldNotRead(Unread part) {
    unread.add(part);
  }

  /** Those of the parts that no row of this read can tell. */
  Set<Unread> unread(Unread... parts) {
    if (unread.isEmpty()) {
      return Set.of();
    }
    Set<Unread> found = EnumSet.copyOf(List.of(parts));
    found.retainAll(unread);
    return Collections.unmodifiableSet(found);
  }

  /** Parts that are unread, and one more of them unless it is known. */
  static Set<Unread> joined(Set<Unread> some, boolean known, Unread part) {
    if (known) {
      return some;
    }
    Set<Unread> all = EnumSet.of(part);
    all.addAll(some);
    return Collections.unmodifiableSet(all);
  }

  /** Notes figures of a relation; whether an earlier crawl handed out others. */
  boolean note(long relation, RelationRow.Size size) {
    return figures.add(
        relation,
        size.rows() == null ? UNKNOWN : size.rows(),
        size.bytes() == null ? UNKNOWN : size.bytes());
  }

  /** The extension that an object is a part of; null for none. */
  String extensionOf(String catalogTable, long oid) {
    return extensionMembers.getOrDefault(catalogTable, Map.of()).get(oid);
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

  /** A selected schema. */
  static final class SchemaEntry {
    final String name;
    final String owner;
    final String comment;
    final String acl;
    String extension;
    int tableCount;
    int viewCount;

    SchemaEntry(String name, String owner, String comment, String acl) {
      this.name = name;
      this.owner = owner;
      this.comment = comment;
      this.acl = acl;
    }
  }

  /** A relation on its way to becoming a row. */
  static final class RelationEntry {
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
    private long seenColumns;
    // Null while no column has a number that the bits are too few for.
    private BitSet furtherColumns;
    int[] primaryColumns = NO_COLUMNS;
    int[] foreignColumns = NO_COLUMNS;
    int[] indexedColumns = NO_COLUMNS;
    String definition;
    boolean definitionKnown = true;
    boolean boundKnown = true;
    ColumnRow.RelationRef reference;
    SchemaEntry schemaEntry;
    String acl;
    String extension;
    private Map<Integer, Foreign> refersTo;
    private Map<Integer, Set<ColumnRow.ColumnRef>> referredBy;

    /** As people are told which one it is. */
    String named() {
      return schema + "." + name;
    }

    /** Notes that a column came; false when it had come before. */
    boolean see(int number) {
      if (number >= Long.SIZE) {
        if (furtherColumns == null) {
          furtherColumns = new BitSet();
        }
        boolean fresh = !furtherColumns.get(number);
        furtherColumns.set(number);
        return fresh;
      }
      long bit = 1L << number;
      boolean fresh = (seenColumns & bit) == 0;
      seenColumns |= bit;
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
  }

  /** What a column refers to, by which constraint. */
  private record Foreign(String constraint, ColumnRow.ColumnRef target) {}

  /** A routine on its way to becoming a row. */
  static final class RoutineEntry {
    String schema;
    String name;
    boolean procedure;
    String argumentTypesJson;
    String argumentsJson;
    String result;
    boolean returnsSet;
    String language;
    String owner;
    String comment;
    char volatility;
    boolean securityDefiner;
    boolean strict;
    boolean leakproof;
    List<String> settings = List.of();
    char parallel;
    String definition;
    boolean definitionKnown = true;
    boolean argumentDefaultsKnown = true;
    String extension;
    Rights rights;
  }

  /**
   * The base type of a domain, which determines lengths and precisions.
   *
   * @param notNull whether it is NOT NULL itself; its base may be a domain that is
   */
  record Domain(String formattedBase, long baseOid, int baseModifier, boolean notNull) {

    /** Takes a row of the domains of the database. */
    static Domain of(CopyRow row) {
      return new Domain(row.text(1), row.number(2), row.intNumber(3), row.flag(4));
    }
  }

  /** A generated column whose expression is still to be read. */
  record PendingColumn(long relation, ColumnRow row) {}

  static final int[] NO_COLUMNS = {};
}
