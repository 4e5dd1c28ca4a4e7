package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes indexes of raw rows. The definition of a plain one is written here, as {@code
 * pg_get_indexdef} would write it; any other is left to the server.
 */
final class IndexRows {

  private static final int DESCENDING = 1;
  private static final int NULLS_FIRST = 2;
  private static final long VARCHAR = 1043;
  private static final long TEXT = 25;
  private static final char PARTITIONED = 'I';

  /** Methods without options of their own on columns. */
  private static final Set<String> PLAIN_METHODS = Set.of("btree", "hash");

  private final Catalog catalog;
  private final KeyColumns columns;
  private final Map<Integer, Long> defaultClasses;
  private final RowSink sink;
  private final Definitions.Pending pending;

  /**
   * Prepares to take rows.
   *
   * @param defaultClasses by default operator class of the server's own, the type that it is for
   */
  IndexRows(
      Catalog catalog,
      KeyColumns columns,
      Map<Integer, Long> defaultClasses,
      Definitions definitions,
      RowSink sink) {
    this.catalog = catalog;
    this.columns = columns;
    this.defaultClasses = defaultClasses;
    this.sink = sink;
    this.pending = definitions.pending("index", "index_definitions");
  }

  void row(CopyRow row) {
    long relationOid = row.number(1);
    Catalog.RelationEntry relation =
        catalog.missing.find(relationOid, row.number(25), PostgresKinds.INDEX, row.text(2));
    if (relation == null) {
      return;
    }
    int keys = row.intNumber(5);
    int[] numbers = row.numbers(6);
    relation.pages += row.number(4);
    relation.indexedColumns = KeyReader.joined(relation.indexedColumns, numbers, keys);
    List<String> keyNames = columns.names(relationOid, numbers, 0, keys);
    List<String> included = columns.names(relationOid, numbers, keys, numbers.length);
    boolean plain = isPlain(row, relationOid, numbers, keys);
    String definition = plain ? definition(row, relation, keyNames, included) : null;
    catalog.figures.add(row.number(0), row.number(4), row.number(20));
    ObjectRow index = index(row, relation, attributes(row, keyNames, included), definition);
    catalog.escapes.note(row, "index", relation.schema, relation.name, index.name());
    catalog.damage.note(
        PostgresKinds.INDEX,
        "%s.%s of %s".formatted(relation.schema, index.name(), relation.name),
        index.name(),
        row.text(10),
        KeyColumns.damage(keyNames));
    if (plain) {
      sink.object(index);
    } else {
      pending.add(row.number(0), index);
    }
  }

  private ObjectRow index(
      CopyRow row,
      Catalog.RelationEntry relation,
      Map<String, Object> attributes,
      String definition) {
    String name = row.text(2);
    return new ObjectRow(
        PostgresKinds.INDEX,
        relation.schema,
        relation.reference,
        name,
        name,
        relation.owner,
        row.text(19),
        definition,
        unread(row, definition != null),
        attributes,
        figures(row.number(4), row.number(20), catalog.blockSizeBytes),
        catalog.extensionOf("pg_class", row.number(0)));
  }

  /** What is still to be read when the definition is left to the server. */
  private Set<Unread> unread(CopyRow row, boolean plain) {
    Set<Unread> unread = catalog.unread(Unread.EXTENSION);
    unread = Catalog.joined(unread, plain, Unread.DEFINITION);
    unread = Catalog.joined(unread, !row.flag(14), Unread.COLUMNS);
    return Catalog.joined(unread, !row.flag(15), Unread.PREDICATE);
  }

  /** In an order that lasts, so that the same figures give the same line each time. */
  static Map<String, Long> figures(long pages, long scans, long blockSizeBytes) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("sizeBytes", pages * blockSizeBytes);
    figures.put("scanCount", scans);
    return figures;
  }

  private static Map<String, Object> attributes(
      CopyRow row, List<String> keys, List<String> included) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("method", row.text(10));
    attributes.put("columns", keys);
    attributes.put("includedColumns", included);
    attributes.put("isUnique", row.flag(11));
    attributes.put("isPrimary", row.flag(12));
    attributes.put("isValid", row.flag(13));
    attributes.put("isPartitioned", row.letter(3) == PARTITIONED);
    putTrue(attributes, "isNullsNotDistinct", row.flag(17));
    putTrue(attributes, "isClustered", row.flag(21));
    putTrue(attributes, "isReplicaIdentity", row.flag(22));
    putTrue(attributes, "isExclusion", row.flag(23));
    if (!row.isNull(16)) {
      attributes.put("storageOptions", row.text(16));
    }
    if (!row.isNull(18)) {
      attributes.put("tablespace", row.shared(18));
    }
    if (!row.isNull(24)) {
      attributes.put("statisticsTargets", row.objects(24));
    }
    return attributes;
  }

  /** What is true of few is told of those alone. */
  static void putTrue(Map<String, Object> attributes, String name, boolean flag) {
    if (flag) {
      attributes.put(name, true);
    }
  }

  private boolean isPlain(CopyRow row, long relation, int[] numbers, int keys) {
    if (row.flag(14) || row.flag(15) || !row.isNull(16) || !PLAIN_METHODS.contains(row.text(10))) {
      return false;
    }
    int[] classes = row.numbers(8);
    int[] collations = row.numbers(9);
    for (int i = 0; i < numbers.length; i++) {
      KeyColumns.Column column = columns.column(relation, numbers[i]);
      if (column == null) {
        return false;
      }
      if (i < keys
          && (!isDefault(classes[i], column.type())
              || collations[i] != 0 && collations[i] != (int) column.collation())) {
        return false;
      }
    }
    return true;
  }

  private boolean isDefault(int operatorClass, long type) {
    Long isFor = defaultClasses.get(operatorClass);
    return isFor != null && (isFor == type || isFor == TEXT && type == VARCHAR);
  }

  private String definition(
      CopyRow row, Catalog.RelationEntry relation, List<String> keys, List<String> included) {
    Identifiers names = catalog.identifiers;
    int[] options = row.numbers(7);
    boolean ordered = row.text(10).equals("btree");
    List<String> written = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      written.add(names.quoted(keys.get(i)) + (ordered ? order(options[i]) : ""));
    }
    return "CREATE "
        + (row.flag(11) ? "UNIQUE " : "")
        + "INDEX "
        + names.quoted(row.text(2))
        + " ON "
        + (row.letter(3) == PARTITIONED ? "ONLY " : "")
        + names.quoted(relation.schema, relation.name)
        + " USING "
        + row.text(10)
        + " ("
        + String.join(", ", written)
        + ")"
        + (included.isEmpty()
            ? ""
            : " INCLUDE (" + String.join(", ", included.stream().map(names::quoted).toList()) + ")")
        + (row.flag(17) ? " NULLS NOT DISTINCT" : "");
  }

  private static String order(int options) {
    boolean nullsFirst = (options & NULLS_FIRST) != 0;
    if ((options & DESCENDING) != 0) {
      return nullsFirst ? " DESC" : " DESC NULLS LAST";
    }
    return nullsFirst ? " NULLS FIRST" : "";
  }
}
