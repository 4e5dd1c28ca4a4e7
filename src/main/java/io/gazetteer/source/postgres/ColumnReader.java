package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads columns and passes them on as they come, except generated ones, whose expressions follow.
 * Where parallel workers of the server take turns, rows of a few relations come in turns too: they
 * are passed on in runs of one relation, so that what follows from the relation is worked out once
 * a run.
 */
final class ColumnReader {

  /** More parallel workers than a server mostly uses for a statement. */
  private static final int RUNS = 4;

  private static final int RUN_ROWS = 64;

  private final ReadContext context;
  private final Relations relations;
  private final ColumnTypes types;
  private final Definitions definitions;
  private final RowSink sink;
  private final Set<Unread> unread;
  private final List<Run> runs = Stream.generate(Run::new).limit(RUNS).toList();
  private long clock;
  private boolean resumed;
  private Expressions.UnreadDefaults unreadDefaults = (relation, number) -> false;

  /**
   * A reader.
   *
   * @param definitions takes generated columns
   * @param sink takes all others
   */
  ColumnReader(
      ReadContext context,
      Relations relations,
      ColumnTypes types,
      Definitions definitions,
      RowSink sink) {
    this.context = context;
    this.relations = relations;
    this.types = types;
    this.definitions = definitions;
    this.sink = sink;
    this.unread = context.unread(Unread.ACCESS);
  }

  /** Reads all columns of the relations. */
  void read(Expressions expressions) throws SQLException {
    expressions.columns(
        context.sql().of(ColumnReader.class, "columns"),
        ColumnField.class,
        this::column,
        this::resume);
    end();
  }

  /** Passes on what waits for the rest of its run. */
  void end() {
    runs.forEach(this::passOn);
  }

  void column(CopyRow<ColumnField> row) {
    long relationOid = row.number(ColumnField.RELATION);
    Run run = run(relationOid);
    RelationEntry relation = run.relation;
    if (relation == null) {
      return;
    }
    int position = row.intNumber(ColumnField.NUMBER);
    if (!relation.see(position)) {
      if (resumed) {
        return;
      }
      throw row.malformed("a column comes twice");
    }
    relation.columnCount++;
    ColumnRow column = column(row, relationOid, relation, position);
    if (row.escaped()) {
      context.escapes().note(row, "column", relation.schema, relation.name, column.name());
    }
    if (CatalogDamage.isIn(column.type().formatted())
        || CatalogDamage.isIn(column.type().collation())) {
      context.damage().lacks(Damage.Level.COLUMN, relation.named() + "." + column.name());
    }
    // Not by the word for it: a later version may have a letter that has none here.
    if (row.letter(ColumnField.GENERATED) != 0) {
      definitions.addGenerated(relationOid, column);
      return;
    }
    run.columns.add(column);
    if (run.columns.size() == RUN_ROWS) {
      passOn(run);
    }
  }

  private ColumnRow column(
      CopyRow<ColumnField> row, long relationOid, RelationEntry relation, int position) {
    String name = row.text(ColumnField.NAME);
    return new ColumnRow(
        relation.reference,
        name,
        position,
        types.of(row),
        !row.flag(ColumnField.NOT_NULL) && !types.isNotNull(row.number(ColumnField.TYPE)),
        row.text(ColumnField.DEFAULT_VALUE),
        unread(relationOid, relation, position, name),
        identity(row.letter(ColumnField.IDENTITY)),
        generated(row.letter(ColumnField.GENERATED)),
        row.text(ColumnField.COMMENT),
        row.isNull(ColumnField.OPTIONS)
            ? List.of()
            : ForeignOptions.shown(ArrayText.elements(row.text(ColumnField.OPTIONS))),
        relation.keys(position),
        relation.refersTo(position),
        relation.referredBy(position),
        context
            .access()
            .ofColumn(
                relation.schemaEntry, relation.owner, relation.acl, row.shared(ColumnField.ACL)),
        row.texts(ColumnField.FURTHER));
  }

  /** Goes on after a statement failed: columns that came already are skipped. */
  private void resume(Expressions.UnreadDefaults defaults) {
    resumed = true;
    unreadDefaults = defaults;
  }

  private Set<Unread> unread(long oid, RelationEntry relation, int position, String column) {
    if (!resumed || !unreadDefaults.has(oid, position)) {
      return unread;
    }
    context.damage().lacks(Damage.Level.COLUMN, relation.named() + "." + column + " (its default)");
    return ReadContext.joined(unread, false, Unread.DEFAULT_VALUE);
  }

  private void passOn(Run run) {
    run.columns.forEach(sink::column);
    run.columns.clear();
  }

  /** The run of a relation; if there is none, one in place of that which waits the longest. */
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
    passOn(longest);
    longest.lastUsed = clock;
    longest.oid = relation;
    longest.relation = relations.get(relation);
    return longest;
  }

  /** Columns of one relation that wait to be passed on together. */
  private static final class Run {
    private final List<ColumnRow> columns = new ArrayList<>(RUN_ROWS);
    private long lastUsed;
    private long oid;
    // Null where it is not read.
    private RelationEntry relation;
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
