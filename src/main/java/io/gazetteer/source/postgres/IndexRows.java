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

  /** Columns of {@code KeyReader/indexes.sql}. */
  enum Field {
    OID,
    RELATION,
    NAME,
    KIND,
    PAGES,
    KEYS,
    COLUMNS,
    OPTIONS,
    OPERATOR_CLASSES,
    COLLATIONS,
    METHOD,
    UNIQUE_INDEX,
    PRIMARY_KEY,
    VALID,
    EXPRESSIONS,
    PREDICATE,
    STORAGE_OPTIONS,
    NULLS_NOT_DISTINCT,
    TABLESPACE,
    COMMENT,
    SCANS,
    CLUSTERED,
    REPLICA_IDENTITY,
    EXCLUSION,
    STATISTICS_TARGETS,
    SCHEMA
  }

  private static final int DESCENDING = 1;
  private static final int NULLS_FIRST = 2;
  private static final long VARCHAR = 1043;
  private static final long TEXT = 25;
  private static final char PARTITIONED = 'I';

  /** Methods without options of their own on columns. */
  private static final Set<String> PLAIN_METHODS = Set.of("btree", "hash");

  private final ReadContext context;
  private final Relations relations;
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
      ReadContext context,
      Relations relations,
      KeyColumns columns,
      Map<Integer, Long> defaultClasses,
      Definitions definitions,
      RowSink sink) {
    this.context = context;
    this.relations = relations;
    this.columns = columns;
    this.defaultClasses = defaultClasses;
    this.sink = sink;
    this.pending = definitions.pending("index", "index_definitions");
  }

  void row(CopyRow<Field> row) {
    long relationOid = row.number(Field.RELATION);
    RelationEntry relation =
        relations.getOrAddMissing(
            relationOid, row.number(Field.SCHEMA), PostgresKinds.INDEX, row.text(Field.NAME));
    if (relation == null) {
      return;
    }
    int keys = row.intNumber(Field.KEYS);
    int[] numbers = row.numbers(Field.COLUMNS);
    relation.pages += row.number(Field.PAGES);
    relation.addIndexed(numbers, keys);
    List<String> keyNames = columns.names(relationOid, numbers, 0, keys);
    List<String> included = columns.names(relationOid, numbers, keys, numbers.length);
    boolean plain = isPlain(row, relationOid, numbers, keys);
    String definition = plain ? definition(row, relation, keyNames, included) : null;
    context
        .statistics()
        .addIndex(row.number(Field.OID), row.number(Field.PAGES), row.number(Field.SCANS));
    ObjectRow index = index(row, relation, attributes(row, keyNames, included), definition);
    context.escapes().note(row, "index", relation.schema, relation.name, index.name());
    context
        .damage()
        .note(
            PostgresKinds.INDEX,
            "%s.%s of %s".formatted(relation.schema, index.name(), relation.name),
            index.name(),
            row.text(Field.METHOD),
            KeyColumns.damage(keyNames));
    if (plain) {
      sink.object(index);
    } else {
      pending.add(row.number(Field.OID), index);
    }
  }

  private ObjectRow index(
      CopyRow<Field> row,
      RelationEntry relation,
      Map<String, Object> attributes,
      String definition) {
    String name = row.text(Field.NAME);
    return new ObjectRow(
        PostgresKinds.INDEX,
        relation.schema,
        relation.reference,
        name,
        name,
        relation.owner,
        row.text(Field.COMMENT),
        definition,
        unread(row, definition != null),
        attributes,
        context.statistics().ofIndex(row.number(Field.PAGES), row.number(Field.SCANS)),
        context.members().of("pg_class", row.number(Field.OID)));
  }

  /** What is still to be read when the definition is left to the server. */
  private Set<Unread> unread(CopyRow<Field> row, boolean plain) {
    Set<Unread> unread = context.unread(Unread.EXTENSION);
    unread = ReadContext.joined(unread, plain, Unread.DEFINITION);
    unread = ReadContext.joined(unread, !row.flag(Field.EXPRESSIONS), Unread.COLUMNS);
    return ReadContext.joined(unread, !row.flag(Field.PREDICATE), Unread.PREDICATE);
  }

  private static Map<String, Object> attributes(
      CopyRow<Field> row, List<String> keys, List<String> included) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("method", row.text(Field.METHOD));
    attributes.put("columns", keys);
    attributes.put("includedColumns", included);
    attributes.put("isUnique", row.flag(Field.UNIQUE_INDEX));
    attributes.put("isPrimary", row.flag(Field.PRIMARY_KEY));
    attributes.put("isValid", row.flag(Field.VALID));
    attributes.put("isPartitioned", row.letter(Field.KIND) == PARTITIONED);
    putTrue(attributes, "isNullsNotDistinct", row.flag(Field.NULLS_NOT_DISTINCT));
    putTrue(attributes, "isClustered", row.flag(Field.CLUSTERED));
    putTrue(attributes, "isReplicaIdentity", row.flag(Field.REPLICA_IDENTITY));
    putTrue(attributes, "isExclusion", row.flag(Field.EXCLUSION));
    if (!row.isNull(Field.STORAGE_OPTIONS)) {
      attributes.put("storageOptions", row.text(Field.STORAGE_OPTIONS));
    }
    if (!row.isNull(Field.TABLESPACE)) {
      attributes.put("tablespace", row.shared(Field.TABLESPACE));
    }
    if (!row.isNull(Field.STATISTICS_TARGETS)) {
      attributes.put("statisticsTargets", row.objects(Field.STATISTICS_TARGETS));
    }
    return attributes;
  }

  /** Puts what is true of few objects, and nothing for the others. */
  static void putTrue(Map<String, Object> attributes, String name, boolean flag) {
    if (flag) {
      attributes.put(name, true);
    }
  }

  private boolean isPlain(CopyRow<Field> row, long relation, int[] numbers, int keys) {
    if (row.flag(Field.EXPRESSIONS)
        || row.flag(Field.PREDICATE)
        || !row.isNull(Field.STORAGE_OPTIONS)
        || !PLAIN_METHODS.contains(row.text(Field.METHOD))) {
      return false;
    }
    int[] classes = row.numbers(Field.OPERATOR_CLASSES);
    int[] collations = row.numbers(Field.COLLATIONS);
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
      CopyRow<Field> row, RelationEntry relation, List<String> keys, List<String> included) {
    Identifiers names = context.identifiers();
    int[] options = row.numbers(Field.OPTIONS);
    boolean ordered = row.text(Field.METHOD).equals("btree");
    List<String> written = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      written.add(names.quoted(keys.get(i)) + (ordered ? order(options[i]) : ""));
    }
    return "CREATE "
        + (row.flag(Field.UNIQUE_INDEX) ? "UNIQUE " : "")
        + "INDEX "
        + names.quoted(row.text(Field.NAME))
        + " ON "
        + (row.letter(Field.KIND) == PARTITIONED ? "ONLY " : "")
        + names.quoted(relation.schema, relation.name)
        + " USING "
        + row.text(Field.METHOD)
        + " ("
        + String.join(", ", written)
        + ")"
        + (included.isEmpty()
            ? ""
            : " INCLUDE (" + String.join(", ", included.stream().map(names::quoted).toList()) + ")")
        + (row.flag(Field.NULLS_NOT_DISTINCT) ? " NULLS NOT DISTINCT" : "");
  }

  private static String order(int options) {
    boolean nullsFirst = (options & NULLS_FIRST) != 0;
    if ((options & DESCENDING) != 0) {
      return nullsFirst ? " DESC" : " DESC NULLS LAST";
    }
    return nullsFirst ? " NULLS FIRST" : "";
  }
}
