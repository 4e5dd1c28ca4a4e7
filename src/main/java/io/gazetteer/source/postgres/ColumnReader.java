package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Turns rows of {@code pg_attribute} into columns and passes them on. Where parallel workers of the
 * server take turns, rows of a few relations come in turns too: they are passed on in runs of one
 * relation, so that what follows from the relation is worked out once a run.
 */
final class ColumnReader {

  private static final long NUMERIC = 1700;
  private static final long BPCHAR = 1042;
  private static final long VARCHAR = 1043;
  private static final long BIT = 1560;
  private static final long VARBIT = 1562;
  private static final long TIME = 1083;
  private static final long TIMETZ = 1266;
  private static final long TIMESTAMP = 1114;
  private static final long TIMESTAMPTZ = 1184;

  /**
   * What a type modifier of numeric, bpchar and varchar is greater by than what it means
   * (VARHDRSZ).
   */
  private static final int HEADER = 4;

  /** More than a server takes parallel workers for a statement, mostly. */
  private static final int RUNS = 4;

  private static final int RUN_ROWS = 64;

  private final Catalog catalog;
  private final RowSink sink;
  private final LongConsumer generated;
  private final Set<Unread> unread;
  private final Map<Long, ColumnRow.Type> types = new HashMap<>();
  private long lastTypeKey;
  private ColumnRow.Type lastType;
  private final Map<Long, Boolean> notNullDomains = new HashMap<>();
  private final List<Run> runs = Stream.generate(Run::new).limit(RUNS).toList();
  private long clock;
  private boolean resumed;
  private UnreadDefaults unreadDefaults = (relation, number) -> false;

  /**
   * A reader.
   *
   * @param generated told the relation of each generated column
   */
  ColumnReader(Catalog catalog, RowSink sink, LongConsumer generated) {
    this.catalog = catalog;
    this.sink = sink;
    this.generated = generated;
    this.unread = catalog.unread(Unread.ACCESS);
  }

  void column(CopyRow row) {
    long relationOid = row.number(0);
    Run run = run(relationOid);
    Catalog.RelationEntry relation = run.relation;
    if (relation == null) {
      return;
    }
    int position = row.intNumber(1);
    if (!relation.see(position)) {
      if (resumed) {
        return;
      }
      throw row.malformed("a column comes twice");
    }
    relation.columnCount++;
    char generation = row.letter(10);
    ColumnRow column =
        new ColumnRow(
            relation.reference,
            row.text(2),
            position,
            type(row),
            !row.flag(8) && !isNotNullDomain(row.number(3)),
            row.text(11),
            unread(relationOid, relation, position, row.text(2)),
            identity(row.letter(9)),
            generated(generation),
            row.text(12),
            row.isNull(14) ? List.of() : ForeignOptions.shown(ArrayText.elements(row.text(14))),
            run.keys(position),
            relation.refersTo(position),
            relation.referredBy(position),
            catalog.access.ofColumn(
                relation.schemaEntry, relation.owner, relation.acl, row.shared(13)),
            row.texts(15));
    if (row.escaped()) {
      catalog.escapes.note(row, "column", relation.schema, relation.name, column.name());
    }
    if (CatalogDamage.isIn(column.type().formatted()) || CatalogDamage.isIn(column.type().collation())) {
      catalog.damage.lacks(
          Damage.Level.COLUMN, relation.schema + "." + relation.name + "." + column.name());
    }
    if (generation == 0) {
      run.columns.add(column);
      if (run.columns.size() == RUN_ROWS) {
        handOut(run);
      }
    } else {
      catalog.generatedColumns.add(new Catalog.PendingColumn(relationOid, column));
      generated.accept(relationOid);
    }
  }

  /** Which columns have a default that cannot be read. */
  interface UnreadDefaults {
    boolean has(long relation, int number);
  }

  /** Goes on after a statement failed: columns that came are passed over. */
  void resume(UnreadDefaults defaults) {
    resumed = true;
    unreadDefaults = defaults;
  }

  private Set<Unread> unread(
      long oid, Catalog.RelationEntry relation, int position, String column) {
    if (!resumed || !unreadDefaults.has(oid, position)) {
      return unread;
    }
    catalog.damage.lacks(
        Damage.Level.COLUMN,
        relation.schema + "." + relation.name + "." + column + " (its default)");
    return Catalog.joined(unread, false, Unread.DEFAULT_VALUE);
  }

  /** Hands out what waits for the rest of its run. */
  void end() {
    runs.forEach(this::handOut);
  }

  private void handOut(Run run) {
    for (ColumnRow column : run.columns) {
      sink.column(column);
    }
    run.columns.clear();
  }

  /** The run of a relation; if none is going on, one in place of that which waits the longest. */
  private Run run(long relation) {
    clock++;
    Run longest = runs.get(0);
    for (Run run : runs) {
      if (run.oid == relation) {
        run.lastUsed = clock;
        return run;
      }
      if (run.lastUsed < longest.lastUsed) {
        longest = run;
      }
    }
    handOut(longest);
    longest.lastUsed = clock;
    longest.begin(relation, catalog.relations.get(relation));
    return longest;
  }

  /** Columns of one relation that wait to be handed out together. */
  private static final class Run {

    private final List<ColumnRow> columns = new ArrayList<>(RUN_ROWS);
    private long lastUsed;
    private long oid;
    // Null where it is not read.
    private Catalog.RelationEntry relation;

    // A bit for each number of a column; the last one stands for all from there.
    private long primary;
    private long foreign;
    private long indexed;

    private void begin(long newOid, Catalog.RelationEntry newRelation) {
      oid = newOid;
      relation = newRelation;
      if (relation != null) {
        primary = bits(relation.primaryColumns);
        foreign = bits(relation.foreignColumns);
        indexed = bits(relation.indexedColumns);
      }
    }

    private ColumnRow.Keys keys(int position) {
      boolean isPrimary = has(primary, relation.primaryColumns, position);
      boolean isForeign = has(foreign, relation.foreignColumns, position);
      boolean isIndexed = has(indexed, relation.indexedColumns, position);
      int partitionOrder = 0;
      for (int i = 0; i < relation.partitionColumns.length; i++) {
        if (relation.partitionColumns[i] == position) {
          partitionOrder = i + 1;
        }
      }
      return isPrimary || isForeign || isIndexed || partitionOrder > 0
          ? new ColumnRow.Keys(isPrimary, isForeign, isIndexed, partitionOrder)
          : ColumnRow.Keys.NONE;
    }

    private static long bits(int[] columns) {
      long bits = 0;
      for (int column : columns) {
        bits |= bit(column);
      }
      return bits;
    }

    private static long bit(int column) {
      return 1L << Math.min(column, Long.SIZE - 1);
    }

    private static boolean has(long bits, int[] columns, int position) {
      if ((bits & bit(position)) == 0) {
        return false;
      }
      for (int column : columns) {
        if (column == position) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A million columns share a few types, and whoever writes them knows one again that is the same.
   */
  private ColumnRow.Type type(CopyRow row) {
    if (!row.isNull(7)) {
      return newType(row);
    }
    long key = row.number(3) << 32 | row.intNumber(4) & 0xffffffffL;
    if (key != lastTypeKey || lastType == null) {
      lastTypeKey = key;
      lastType = types.get(key);
      if (lastType == null) {
        lastType = newType(row);
        types.put(key, lastType);
      }
    }
    return lastType;
  }

  /** Whether a type takes no null: a domain that is NOT NULL, or over one that is. */
  private boolean isNotNullDomain(long type) {
    return catalog.domains.containsKey(type)
        && notNullDomains.computeIfAbsent(type, this::hasNotNull);
  }

  private boolean hasNotNull(long type) {
    Catalog.Domain domain = catalog.domains.get(type);
    while (domain != null && !domain.notNull()) {
      domain = catalog.domains.get(domain.baseOid());
    }
    return domain != null;
  }

  private ColumnRow.Type newType(CopyRow row) {
    long oid = row.number(3);
    int modifier = row.intNumber(4);
    Catalog.Domain domain = catalog.domains.get(oid);
    String base = domain == null ? null : domain.formattedBase();
    while (domain != null) {
      oid = domain.baseOid();
      modifier = domain.baseModifier();
      domain = catalog.domains.get(oid);
    }
    Integer precision = null;
    Integer scale = null;
    Integer maxLength = null;
    if (modifier >= 0) {
      if (oid == NUMERIC) {
        precision = ((modifier - HEADER) >> 16) & 0xffff;
        // 11 bits with a sign since 15, where a scale may be negative; the same bits before.
        scale = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
      } else if (oid == BPCHAR || oid == VARCHAR) {
        maxLength = modifier - HEADER;
      } else if (oid == BIT || oid == VARBIT) {
        maxLength = modifier;
      } else if (oid == TIME || oid == TIMETZ || oid == TIMESTAMP || oid == TIMESTAMPTZ) {
        precision = modifier;
      }
    }
    String formatted = named(row.text(5), row.number(3));
    String name = row.isNull(6) ? formatted : row.text(6);
    return new ColumnRow.Type(
        formatted, name, base, precision, scale, maxLength, row.text(7));
  }

  /** The server writes question marks for a type that is gone, and for an array of such. */
  private static String named(String type, long oid) {
    return type.startsWith("???") ? CatalogDamage.unknown(oid) : type;
  }

  private static String identity(char letter) {
    return switch (letter) {
      case 'a' -> "ALWAYS";
      case 'd' -> "BY DEFAULT";
      default -> null;
    };
  }

  private static String generated(char letter) {
    return switch (letter) {
      case 's' -> "STORED";
      case 'v' -> "VIRTUAL";
      default -> null;
    };
  }
}
