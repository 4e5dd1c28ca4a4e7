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
 * server, because their expressions cannot be told without opening the relation.
 */
final class ConstraintRows {

  private final Catalog catalog;
  private final KeyColumns columns;
  private final RowSink sink;
  private final Definitions.Pending pending;

  ConstraintRows(Catalog catalog, KeyColumns columns, Definitions definitions, RowSink sink) {
    this.catalog = catalog;
    this.columns = columns;
    this.sink = sink;
    this.pending = definitions.pending("constraint", "constraint_definitions");
  }

  void row(CopyRow row) {
    long relationOid = row.number(1);
    Catalog.RelationEntry relation =
        catalog.missing.find(relationOid, row.number(25), PostgresKinds.CONSTRAINT, row.text(2));
    char type = row.letter(3);
    if (relation == null) {
      ColumnRow.RelationRef kept = catalog.kept.get(relationOid);
      if (kept != null && type == 'f') {
        referred(row, kept.schema(), kept.name(), row.numbers(4));
      }
      return;
    }
    int[] numbers = row.isNull(4) ? Catalog.NO_COLUMNS : row.numbers(4);
    List<String> names = columns.names(relationOid, numbers);
    int others = KeyColumns.countOthers(numbers);
    boolean expressions = type == 'x' && others > 0;
    Map<String, Object> attributes = attributes(row, type, names, type == 'c' && others > 0);
    if (type == 'p') {
      relation.primaryColumns = numbers;
    } else if (type == 'f') {
      relation.foreignColumns =
          KeyReader.joined(relation.foreignColumns, numbers, Integer.MAX_VALUE);
      foreign(row, relation, numbers, attributes);
    }
    boolean written = type != 'c' && type != 'x';
    String name = row.text(2);
    ObjectRow constraint =
        new ObjectRow(
            PostgresKinds.CONSTRAINT,
            relation.schema,
            relation.reference,
            name,
            name,
            relation.owner,
            row.text(24),
            written ? definition(row, type, names) : null,
            unread(written, expressions),
            attributes,
            Map.of(),
            catalog.extensionOf("pg_constraint", row.number(0)));
    catalog.escapes.note(row, "constraint", relation.schema, relation.name, name);
    catalog.damage.note(
        PostgresKinds.CONSTRAINT,
        relation.schema + "." + relation.name + "." + name,
        row.text(6),
        row.text(7),
        KeyColumns.damage(names));
    if (written) {
      sink.object(constraint);
    } else {
      pending.add(row.number(0), constraint);
    }
  }

  /** What is still to be read when the definition is left to the server. */
  private Set<Unread> unread(boolean written, boolean expressions) {
    Set<Unread> unread =
        Catalog.joined(catalog.unread(Unread.EXTENSION), written, Unread.DEFINITION);
    return Catalog.joined(unread, !expressions, Unread.COLUMNS);
  }

  private static Map<String, Object> attributes(
      CopyRow row, char type, List<String> names, boolean wholeRow) {
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
    attributes.put("isDeferrable", row.flag(12));
    attributes.put("isInitiallyDeferred", row.flag(13));
    attributes.put("isValidated", row.flag(14));
    attributes.put("isEnforced", row.flag(20));
    attributes.put("isInherited", !row.flag(16) || row.flag(17));
    IndexRows.putTrue(attributes, "isNoInherit", row.flag(15) && (type == 'c' || type == 'n'));
    IndexRows.putTrue(attributes, "isWithoutOverlaps", row.flag(19) && type != 'f');
    IndexRows.putTrue(attributes, "isPeriod", row.flag(19) && type == 'f');
    IndexRows.putTrue(attributes, "isNullsNotDistinct", row.flag(23));
    return attributes;
  }

  private void foreign(
      CopyRow row, Catalog.RelationEntry relation, int[] numbers, Map<String, Object> attributes) {
    long targetOid = row.number(5);
    String schema = row.text(6);
    String table = row.text(7);
    int[] targetNumbers = row.numbers(8);
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      String from = columns.name(row.number(1), numbers[i]);
      String to = columns.name(targetOid, targetNumbers[i]);
      Map<String, Object> pair = new LinkedHashMap<>();
      pair.put("column", from);
      pair.put("referencedColumn", to);
      pairs.add(pair);
      relation.refer(numbers[i], row.text(2), new ColumnRow.ColumnRef(schema, table, to));
    }
    referred(row, relation.schema, relation.name, numbers);
    attributes.put("referencedSchema", schema);
    attributes.put("referencedTable", table);
    attributes.put("columnPairs", pairs);
    attributes.put(
        "matchType",
        switch (row.letter(11)) {
          case 'f' -> "FULL";
          case 'p' -> "PARTIAL";
          default -> "SIMPLE";
        });
    attributes.put("onUpdate", action(row.letter(9)));
    attributes.put("onDelete", action(row.letter(10)));
    if (!row.isNull(18)) {
      attributes.put("onDeleteColumns", columns.names(row.number(1), row.numbers(18)));
    }
  }

  /** Notes at the columns that a foreign key leads to where it comes from. */
  private void referred(CopyRow row, String schema, String relation, int[] numbers) {
    Catalog.RelationEntry target = catalog.relations.get(row.number(5));
    boolean inherited = row.flag(17);
    if (target == null || inherited) {
      return;
    }
    int[] targetNumbers = row.numbers(8);
    for (int i = 0; i < numbers.length; i++) {
      String from = columns.name(row.number(1), numbers[i]);
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

  private String definition(CopyRow row, char type, List<String> names) {
    String period = row.flag(19) ? names.get(names.size() - 1) : null;
    String head =
        switch (type) {
          case 'p' -> "PRIMARY KEY " + keys(names, period) + included(row);
          case 'u' ->
              "UNIQUE "
                  + (row.flag(23) ? "NULLS NOT DISTINCT " : "")
                  + keys(names, period)
                  + included(row);
          case 'f' -> foreignKey(row, names);
          default ->
              "NOT NULL "
                  + catalog.identifiers.quoted(names.get(0))
                  + (row.flag(15) ? " NO INHERIT" : "");
        };
    return head + tail(row);
  }

  private String keys(List<String> names, String withoutOverlaps) {
    return withoutOverlaps == null
        ? list(names)
        : list(names).replaceFirst("\\)$", " WITHOUT OVERLAPS)");
  }

  private String included(CopyRow row) {
    if (row.isNull(21)) {
      return "";
    }
    int[] all = row.numbers(21);
    int keys = row.intNumber(22);
    return all.length == keys
        ? ""
        : " INCLUDE " + list(columns.names(row.number(1), all, keys, all.length));
  }

  private String foreignKey(CopyRow row, List<String> names) {
    List<String> targets = columns.names(row.number(5), row.numbers(8));
    boolean period = row.flag(19);
    char onUpdate = row.letter(9);
    char onDelete = row.letter(10);
    List<String> set = row.isNull(18) ? List.of() : columns.names(row.number(1), row.numbers(18));
    return "FOREIGN KEY "
        + periodList(names, period)
        + " REFERENCES "
        + catalog.identifiers.quoted(row.text(6), row.text(7))
        + periodList(targets, period)
        + (row.letter(11) == 'f' ? " MATCH FULL" : row.letter(11) == 'p' ? " MATCH PARTIAL" : "")
        + (onUpdate == 'a' ? "" : " ON UPDATE " + action(onUpdate))
        + (onDelete == 'a' ? "" : " ON DELETE " + action(onDelete))
        + (set.isEmpty() ? "" : " " + list(set));
  }

  private String periodList(List<String> names, boolean period) {
    if (!period) {
      return list(names);
    }
    String[] written = names.stream().map(catalog.identifiers::quoted).toArray(String[]::new);
    written[written.length - 1] = "PERIOD " + written[written.length - 1];
    return "(" + String.join(", ", Arrays.asList(written)) + ")";
  }

  private String list(List<String> names) {
    StringBuilder list = new StringBuilder("(");
    for (String name : names) {
      list.append(list.length() == 1 ? "" : ", ").append(catalog.identifiers.quoted(name));
    }
    return list.append(')').toString();
  }

  private static String tail(CopyRow row) {
    String validity = !row.flag(20) ? " NOT ENFORCED" : row.flag(14) ? "" : " NOT VALID";
    return (row.flag(12) ? " DEFERRABLE" : "")
        + (row.flag(13) ? " INITIALLY DEFERRED" : "")
        + validity;
  }
}
