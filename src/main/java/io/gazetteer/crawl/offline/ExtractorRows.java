package io.gazetteer.crawl.offline;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Unread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Converts what the older extractor wrote about one database, in the order schemas, relations,
 * columns, routines. The extractor may write an object several times, once per constraint or
 * namesake, and objects of schemas that it does not list; each is passed on once, and objects
 * without a schema are counted.
 */
final class ExtractorRows {

  private static final Set<Unread> NOT_EXTRACTED = Set.of(Unread.ACCESS, Unread.EXTENSION);
  private static final String[] SCHEMA = {
    "TABLE_SCHEMA",
    "SCHEMA_NAME",
    "TABLE_SCHEM",
    "PROCEDURE_SCHEMA",
    "PROCEDURE_SCHEM",
    "FUNCTION_SCHEMA",
    "FUNCTION_SCHEM"
  };

  private final RowSink sink;
  private final String database;
  private final ExtractorFile columnsFile;
  private final Set<String> schemas = new HashSet<>();
  private final Map<Name, ColumnRow.RelationRef> relations = new HashMap<>();
  private final Set<Name> withColumns = new HashSet<>();
  private final Set<Name> routines = new HashSet<>();
  private final Set<Name> detailed = new HashSet<>();
  private final Map<String, ColumnRow> columns = new LinkedHashMap<>();
  // Null until a relation without a number of columns comes.
  private Map<Name, Integer> columnCounts;
  // Null before the first column.
  private Name current;
  private long repeated;
  private long withoutPlace;
  private long withoutParent;

  /**
   * Rows of a database.
   *
   * @param columnsFile used to count columns if the relations have no number
   */
  ExtractorRows(RowSink sink, String database, ExtractorFile columnsFile) {
    this.sink = sink;
    this.database = database;
    this.columnsFile = columnsFile;
  }

  private record Name(String schema, String name) {}

  int schemas() {
    return schemas.size();
  }

  void schema(ExtractorObject object) {
    String name = object.required(SCHEMA);
    if (isSystem(name) || !isOfDatabase(object)) {
      return;
    }
    if (!schemas.add(name)) {
      repeated++;
      return;
    }
    sink.schema(
        new SchemaRow(
            name,
            object.text("SCHEMA_OWNER", "SOURCE_OWNER").orElse(null),
            object.text("REMARKS").orElse(null),
            object.count("TABLE_COUNT").orElse(0),
            object.count("VIEW_COUNT", "VIEWS_COUNT").orElse(0),
            null,
            Privileges.NONE,
            NOT_EXTRACTED));
  }

  /** As in a crawl, the system's own schemas are not read. */
  private static boolean isSystem(String schema) {
    return schema.startsWith("pg_") || schema.equals("information_schema");
  }

  private boolean isOfDatabase(ExtractorObject object) {
    return object
        .text("TABLE_CATALOG", "TABLE_CAT", "CATALOG_NAME", "PROCEDURE_CATALOG", "PROCEDURE_CAT")
        .map(database::equals)
        .orElse(true);
  }

  private boolean isInPlace(ExtractorObject object, String schema) {
    if (isSystem(schema)) {
      return false;
    }
    boolean known = schemas.contains(schema) && isOfDatabase(object);
    if (!known) {
      withoutPlace++;
    }
    return known;
  }

  void relation(ExtractorObject object) {
    Name name = new Name(object.required(SCHEMA), object.required("TABLE_NAME", "VIEW_NAME"));
    if (!isInPlace(object, name.schema())) {
      return;
    }
    RelationKind kind = kind(object);
    RelationRow.PartitionOf parent = parent(object, name.schema());
    ColumnRow.RelationRef reference =
        new ColumnRow.RelationRef(name.schema(), name.name(), kind, parent != null);
    if (relations.putIfAbsent(name, reference) != null) {
      repeated++;
      return;
    }
    RelationRow.Partitioning partitioning = partitioning(object, kind);
    String definition = kind.isView() ? object.text("VIEW_DEFINITION").orElse(null) : null;
    Set<Unread> unread = new HashSet<>(NOT_EXTRACTED);
    if (partitioning != null) {
      unread.add(Unread.PARTITION_KEY);
    }
    if (kind.isView() && definition == null) {
      unread.add(Unread.DEFINITION);
    }
    sink.relation(
        new RelationRow(
            name.schema(),
            name.name(),
            kind,
            object.text("SOURCE_OWNER", "TABLE_OWNER").orElse(null),
            object.text("REMARKS").orElse(null),
            object.count("COLUMN_COUNT").orElseGet(() -> countColumns(name)),
            new RelationRow.Size(
                object.number("ROW_COUNT").orElse(null),
                object.number("BYTES", "SIZE_BYTES").orElse(null)),
            new RelationRow.Storage(
                false, null, null, null, List.of(), false, true, null, List.of(), Map.of()),
            partitioning,
            parent,
            definition,
            unread,
            null,
            Privileges.NONE));
  }

  private int countColumns(Name relation) {
    if (columnCounts == null) {
      columnCounts = new HashMap<>();
      Set<String> last = new HashSet<>();
      columnsFile.forEach(
          object -> {
            Name of = new Name(object.required(SCHEMA), object.required("TABLE_NAME", "VIEW_NAME"));
            if (!columnCounts.containsKey(of)) {
              last.clear();
            }
            if (last.add(object.required("COLUMN_NAME"))) {
              columnCounts.merge(of, 1, Integer::sum);
            }
          });
    }
    return columnCounts.getOrDefault(relation, 0);
  }

  private static RelationKind kind(ExtractorObject object) {
    String type = object.text("TABLE_TYPE").orElse("").toUpperCase(Locale.ROOT);
    if (object.text("TABLE_KIND").filter("p"::equals).isPresent()) {
      return RelationKind.PARTITIONED_TABLE;
    }
    return switch (type) {
      case "PARTITIONED TABLE" -> RelationKind.PARTITIONED_TABLE;
      case "FOREIGN TABLE" -> RelationKind.FOREIGN_TABLE;
      case "MATERIALIZED VIEW" -> RelationKind.MATERIALIZED_VIEW;
      case "TABLE", "BASE TABLE" -> RelationKind.TABLE;
      case "" ->
          object.text("VIEW_NAME", "VIEW_DEFINITION").isPresent()
              ? RelationKind.VIEW
              : RelationKind.TABLE;
      default -> RelationKind.VIEW;
    };
  }

  private RelationRow.PartitionOf parent(ExtractorObject object, String schema) {
    if (!object.isYes("IS_PARTITION")) {
      return null;
    }
    String parent = object.text("PARENT_TABLE_NAME").orElse(null);
    if (parent == null) {
      withoutParent++;
      return null;
    }
    return new RelationRow.PartitionOf(
        object.text("PARENT_TABLE_SCHEMA").orElse(schema),
        parent,
        false,
        object.text("PARTITION_CONSTRAINT").orElse(null));
  }

  private static RelationRow.Partitioning partitioning(ExtractorObject object, RelationKind kind) {
    if (kind != RelationKind.PARTITIONED_TABLE) {
      return null;
    }
    String strategy =
        switch (object.text("PARTITION_STRATEGY").orElse("").toUpperCase(Locale.ROOT)) {
          case "L", "LIST" -> "LIST";
          case "H", "HASH" -> "HASH";
          case "R", "RANGE" -> "RANGE";
          default -> null;
        };
    return new RelationRow.Partitioning(strategy, null, object.count("PARTITION_COUNT").orElse(0));
  }

  void column(ExtractorObject object) {
    Name relation = new Name(object.required(SCHEMA), object.required("TABLE_NAME", "VIEW_NAME"));
    if (!relation.equals(current)) {
      endColumns();
      if (!withColumns.add(relation)) {
        throw object.damaged("belongs to a table whose other columns are elsewhere in the file");
      }
      current = relation;
    }
    ColumnRow.RelationRef reference = relations.get(relation);
    if (reference == null) {
      if (!isSystem(relation.schema())) {
        withoutPlace++;
      }
      return;
    }
    columns.merge(
        object.required("COLUMN_NAME"),
        ExtractorColumn.of(object, reference),
        ExtractorColumn::joined);
  }

  /** Passes on the columns of the last relation. */
  void endColumns() {
    columns.values().forEach(sink::column);
    columns.clear();
  }

  /** From the file with most details; comes before {@link #routine}. */
  void detailedRoutine(ExtractorObject object) {
    take(object);
    detailed.add(new Name(object.required(SCHEMA), routineName(object)));
  }

  /** From the file that has at least the names. */
  void routine(ExtractorObject object) {
    if (!detailed.contains(new Name(object.required(SCHEMA), routineName(object)))) {
      take(object);
    }
  }

  private static String routineName(ExtractorObject object) {
    return object.required("PROCEDURE_NAME", "FUNCTION_NAME");
  }

  private void take(ExtractorObject object) {
    boolean function =
        object.text("FUNCTION_NAME").isPresent()
            || object
                .text("PROCEDURE_TYPE")
                .filter(type -> type.matches("2|(?i)function"))
                .isPresent();
    String name = routineName(object);
    String schema = object.required(SCHEMA);
    if (!isInPlace(object, schema)) {
      return;
    }
    String signature =
        object.text("ARGUMENT_SIGNATURE").orElse("").strip().replaceAll("^\\(|\\)$", "").strip();
    if (!routines.add(new Name(schema, name + "(" + signature + ")"))) {
      repeated++;
      return;
    }
    String definition = object.text("PROCEDURE_DEFINITION", "FUNCTION_DEFINITION").orElse(null);
    Set<Unread> unread = new HashSet<>(NOT_EXTRACTED);
    if (definition == null) {
      unread.add(Unread.DEFINITION);
    }
    sink.routine(
        new RoutineRow(
            schema,
            name,
            !function,
            signature.isEmpty() ? List.of() : List.of(signature),
            signature.isEmpty()
                ? List.of()
                : List.of(new RoutineRow.Argument(null, "IN", signature)),
            function ? object.text("DATA_TYPE").orElse(null) : null,
            false,
            object.text("FUNCTION_LANGUAGE").orElse(null),
            object.text("SOURCE_OWNER").orElse(null),
            object.text("REMARKS").orElse(null),
            definition,
            unread,
            new RoutineRow.Traits(null, object.isYes("FUNCTION_IS_SECURE"), false, null),
            null,
            Privileges.NONE));
  }

  /** Describes what was skipped; empty if nothing was. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (withoutPlace > 0) {
      warnings.add(
          withoutPlace
              + " rows belong to schemas or tables that the files do not list, and were skipped");
    }
    if (repeated > 0) {
      warnings.add(repeated + " rows repeat the name of another row, and were skipped");
    }
    if (withoutParent > 0) {
      warnings.add(
          withoutParent + " partitions have no PARENT_TABLE_NAME, and were read as tables");
    }
    return warnings;
  }
}
