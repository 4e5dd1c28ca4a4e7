package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes constraints of raw rows, and notes the part that each column has in them. Keys are written
 * here, as {@code pg_get_constraintdef} would write them; checks and exclusions are left to the
 * server, because their expressions cannot be read without opening the relation.
 */
final class ConstraintRows {

  /** Columns of {@code KeyReader/constraints.sql}. */
  enum Field {
    OID,
    RELATION,
    NAME,
    TYPE,
    COLUMNS,
    TARGET_OID,
    TARGET_SCHEMA,
    TARGET_TABLE,
    TARGET_COLUMNS,
    ON_UPDATE,
    ON_DELETE,
    MATCH_TYPE,
    DEFERRABLE,
    DEFERRED,
    VALIDATED,
    NO_INHERIT,
    LOCAL,
    INHERITED,
    ON_DELETE_COLUMNS,
    PERIOD,
    ENFORCED,
    INDEX_COLUMNS,
    INDEX_KEYS,
    NULLS_NOT_DISTINCT,
    COMMENT,
    SCHEMA
  }

  private final ReadContext context;
  private final Relations relations;
  private final KeyColumns columns;
  private final RowSink sink;
  private final Definitions.Pending pending;

  ConstraintRows(
      ReadContext context,
      Relations relations,
      KeyColumns columns,
      Definitions definitions,
      RowSink sink) {
    this.context = context;
    this.relations = relations;
    this.columns = columns;
    this.sink = sink;
    this.pending = definitions.pending("constraint", "constraint_definitions");
  }

  void row(CopyRow<Field> row) {
    long relationOid = row.number(Field.RELATION);
    RelationEntry relation =
        relations.getOrAddMissing(
            relationOid, row.number(Field.SCHEMA), PostgresKinds.CONSTRAINT, row.text(Field.NAME));
    char type = row.letter(Field.TYPE);
    if (relation == null) {
      ColumnRow.RelationRef unchanged = relations.unchanged().get(relationOid);
      if (unchanged != null && type == 'f') {
        referred(row, unchanged.schema(), unchanged.name(), row.numbers(Field.COLUMNS));
      }
      return;
    }
    int[] numbers =
        row.isNull(Field.COLUMNS) ? RelationEntry.NO_COLUMNS : row.numbers(Field.COLUMNS);
    List<String> names = columns.names(relationOid, numbers);
    int others = KeyColumns.countOthers(numbers);
    boolean expressions = type == 'x' && others > 0;
    Map<String, Object> attributes = attributes(row, type, names, type == 'c' && others > 0);
    if (type == 'p') {
      relation.primaryColumns = numbers;
    } else if (type == 'f') {
      relation.addForeign(numbers);
      foreign(row, relation, numbers, attributes);
    }
    boolean written = type != 'c' && type != 'x';
    String name = row.text(Field.NAME);
    ObjectRow constraint =
        new ObjectRow(
            PostgresKinds.CONSTRAINT,
            relation.schema,
            relation.reference,
            name,
            name,
            relation.owner,
            row.text(Field.COMMENT),
            written ? definition(row, type, names) : null,
            unread(written, expressions),
            attributes,
            Map.of(),
            context.members().of("pg_constraint", row.number(Field.OID)));
    context.escapes().note(row, "constraint", relation.schema, relation.name, name);
    context
        .damage()
        .note(
            PostgresKinds.CONSTRAINT,
            relation.schema + "." + relation.name + "." + name,
            row.text(Field.TARGET_SCHEMA),
            row.text(Field.TARGET_TABLE),
            KeyColumns.damage(names));
    if (written) {
      sink.object(constraint);
    } else {
      pending.add(row.number(Field.OID), constraint);
    }
  }

  /** What is still to be read when the definition is left to the server. */
  private Set<Unread> unread(boolean written, boolean expressions) {
    Set<Unread> unread =
        ReadContext.joined(context.unread(Unread.EXTENSION), written, Unread.DEFINITION);
    return ReadContext.joined(unread, !expressions, Unread.COLUMNS);
  }

  private static Map<String, Object> attributes(
      CopyRow<Field> row, char type, List<String> names, boolean wholeRow) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(
        "subType",
        switch (type) {
          case 'p' -> "PRIMARY KEY";
          case 'u' -> "UNIQUE";
          case 'f' -> "FOREIGN KEY";
          case 'x' -> "EXCLUDE";
          case 'n' -> "NOT NULL";
          default -> "CHECK";
        });
    attributes.put("columns", names);
    IndexRows.putTrue(attributes, "isOnWholeRow", wholeRow);
    attributes.put("isDeferrable", row.flag(Field.DEFERRABLE));
    attributes.put("isInitiallyDeferred", row.flag(Field.DEFERRED));
    attributes.put("isValidated", row.flag(Field.VALIDATED));
    attributes.put("isEnforced", row.flag(Field.ENFORCED));
    attributes.put("isInherited", !row.flag(Field.LOCAL) || row.flag(Field.INHERITED));
    IndexRows.putTrue(
        attributes, "isNoInherit", row.flag(Field.NO_INHERIT) && (type == 'c' || type == 'n'));
    IndexRows.putTrue(attributes, "isWithoutOverlaps", row.flag(Field.PERIOD) && type != 'f');
    IndexRows.putTrue(attributes, "isPeriod", row.flag(Field.PERIOD) && type == 'f');
    IndexRows.putTrue(attributes, "isNullsNotDistinct", row.flag(Field.NULLS_NOT_DISTINCT));
    return attributes;
  }

  private void foreign(
      CopyRow<Field> row, RelationEntry relation, int[] numbers, Map<String, Object> attributes) {
    long targetOid = row.number(Field.TARGET_OID);
    String schema = row.text(Field.TARGET_SCHEMA);
    String table = row.text(Field.TARGET_TABLE);
    int[] targetNumbers = row.numbers(Field.TARGET_COLUMNS);
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      String from = columns.name(row.number(Field.RELATION), numbers[i]);
      String to = columns.name(targetOid, targetNumbers[i]);
      Map<String, Object> pair = new LinkedHashMap<>();
      pair.put("column", from);
      pair.put("referencedColumn", to);
      pairs.add(pair);
      relation.refer(numbers[i], row.text(Field.NAME), new ColumnRow.ColumnRef(schema, table, to));
    }
    referred(row, relation.schema, relation.name, numbers);
    attributes.put("referencedSchema", schema);
    attributes.put("referencedTable", table);
    attributes.put("columnPairs", pairs);
    attributes.put(
        "matchType",
        switch (row.letter(Field.MATCH_TYPE)) {
          case 'f' -> "FULL";
          case 'p' -> "PARTIAL";
          default -> "SIMPLE";
        });
    attributes.put("onUpdate", action(row.letter(Field.ON_UPDATE)));
    attributes.put("onDelete", action(row.letter(Field.ON_DELETE)));
    if (!row.isNull(Field.ON_DELETE_COLUMNS)) {
      attributes.put(
          "onDeleteColumns",
          columns.names(row.number(Field.RELATION), row.numbers(Field.ON_DELETE_COLUMNS)));
    }
  }

  /** Notes at the columns that a foreign key leads to where it comes from. */
  private void referred(CopyRow<Field> row, String schema, String relation, int[] numbers) {
    RelationEntry target = relations.get(row.number(Field.TARGET_OID));
    boolean inherited = row.flag(Field.INHERITED);
    if (target == null || inherited) {
      return;
    }
    int[] targetNumbers = row.numbers(Field.TARGET_COLUMNS);
    for (int i = 0; i < numbers.length; i++) {
      String from = columns.name(row.number(Field.RELATION), numbers[i]);
      target.referredBy(targetNumbers[i], new ColumnRow.ColumnRef(schema, relation, from));
    }
  }

  private static String action(char letter) {
    return switch (letter) {
      case 'r' -> "RESTRICT";
      case 'c' -> "CASCADE";
      case 'n' -> "SET NULL";
      case 'd' -> "SET DEFAULT";
      default -> "NO ACTION";
    };
  }

  private String definition(CopyRow<Field> row, char type, List<String> names) {
    String period = row.flag(Field.PERIOD) ? names.get(names.size() - 1) : null;
    String head =
        switch (type) {
          case 'p' -> "PRIMARY KEY " + keys(names, period) + included(row);
          case 'u' ->
              "UNIQUE "
                  + (row.flag(Field.NULLS_NOT_DISTINCT) ? "NULLS NOT DISTINCT " : "")
                  + keys(names, period)
                  + included(row);
          case 'f' -> foreignKey(row, names);
          default ->
              "NOT NULL "
                  + context.identifiers().quoted(names.get(0))
                  + (row.flag(Field.NO_INHERIT) ? " NO INHERIT" : "");
        };
    return head + tail(row);
  }

  private String keys(List<String> names, String withoutOverlaps) {
    return withoutOverlaps == null
        ? list(names)
        : list(names).replaceFirst("\\)$", " WITHOUT OVERLAPS)");
  }

  private String included(CopyRow<Field> row) {
    if (row.isNull(Field.INDEX_COLUMNS)) {
      return "";
    }
    int[] all = row.numbers(Field.INDEX_COLUMNS);
    int keys = row.intNumber(Field.INDEX_KEYS);
    return all.length == keys
        ? ""
        : " INCLUDE " + list(columns.names(row.number(Field.RELATION), all, keys, all.length));
  }

  private String foreignKey(CopyRow<Field> row, List<String> names) {
    List<String> targets =
        columns.names(row.number(Field.TARGET_OID), row.numbers(Field.TARGET_COLUMNS));
    boolean period = row.flag(Field.PERIOD);
    char onUpdate = row.letter(Field.ON_UPDATE);
    char onDelete = row.letter(Field.ON_DELETE);
    List<String> set =
        row.isNull(Field.ON_DELETE_COLUMNS)
            ? List.of()
            : columns.names(row.number(Field.RELATION), row.numbers(Field.ON_DELETE_COLUMNS));
    return "FOREIGN KEY "
        + periodList(names, period)
        + " REFERENCES "
        + context.identifiers().quoted(row.text(Field.TARGET_SCHEMA), row.text(Field.TARGET_TABLE))
        + periodList(targets, period)
        + (row.letter(Field.MATCH_TYPE) == 'f'
            ? " MATCH FULL"
            : row.letter(Field.MATCH_TYPE) == 'p' ? " MATCH PARTIAL" : "")
        + (onUpdate == 'a' ? "" : " ON UPDATE " + action(onUpdate))
        + (onDelete == 'a' ? "" : " ON DELETE " + action(onDelete))
        + (set.isEmpty() ? "" : " " + list(set));
  }

  private String periodList(List<String> names, boolean period) {
    if (!period) {
      return list(names);
    }
    String[] written = names.stream().map(context.identifiers()::quoted).toArray(String[]::new);
    written[written.length - 1] = "PERIOD " + written[written.length - 1];
    return "(" + String.join(", ", Arrays.asList(written)) + ")";
  }

  private String list(List<String> names) {
    StringBuilder list = new StringBuilder("(");
    for (String name : names) {
      list.append(list.length() == 1 ? "" : ", ").append(context.identifiers().quoted(name));
    }
    return list.append(')').toString();
  }

  private static String tail(CopyRow<Field> row) {
    String validity =
        !row.flag(Field.ENFORCED) ? " NOT ENFORCED" : row.flag(Field.VALIDATED) ? "" : " NOT VALID";
    return (row.flag(Field.DEFERRABLE) ? " DEFERRABLE" : "")
        + (row.flag(Field.DEFERRED) ? " INITIALLY DEFERRED" : "")
        + validity;
  }
}
