package io.gazetteer.crawl.offline;

import io.gazetteer.crawl.lines.RowFormatException;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.SchemaRow;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks that the rows of one database are consistent, while they are staged: names are possible,
 * nothing occurs twice, and every parent exists. Rows must come in the order schemas, relations,
 * columns and the rest. Keeps the names of schemas and relations, a bit per column, and a hash per
 * routine and object.
 */
final class RowChecks {

  /** Far above any name of a server, including escaped bytes. */
  private static final int MAX_NAME = 1_000;

  /** A signature contains the types of all arguments. */
  private static final int MAX_SIGNATURE = 100_000;

  private static final int MAX_POSITION = 100_000;

  private final String database;
  private final Set<String> schemas = new HashSet<>();
  private final Map<Relation, BitSet> relations = new HashMap<>();
  private final SeenNames routines = new SeenNames();
  private final SeenNames objects = new SeenNames();
  private final Set<String> columnsOfLast = new HashSet<>();
  // Null before the first column.
  private ColumnRow.RelationRef lastRelation;
  // Null if no line describes the relation.
  private BitSet positionsOfLast;

  RowChecks(String database) {
    this.database = database;
  }

  private record Relation(String schema, String name) {}

  /**
   * Checks a row against those before.
   *
   * @throws RowFormatException with a message that follows the file and line
   */
  void check(Record row) throws RowFormatException {
    if (row instanceof SchemaRow schema) {
      name("name", schema.name(), MAX_NAME);
      require(schemas.add(schema.name()), "repeats a schema");
    } else if (row instanceof RelationRow relation) {
      relation(relation);
    } else if (row instanceof ColumnRow column) {
      column(column);
    } else if (row instanceof RoutineRow routine) {
      name("name", routine.name(), MAX_NAME);
      require(schemas.contains(routine.schema()), "is a routine of a schema without a line");
      require(
          routines.add(
              routine.schema(), routine.name(), String.join("\0", routine.argumentTypes())),
          "repeats a routine");
    } else if (row instanceof ObjectRow object) {
      name("name", object.name(), MAX_SIGNATURE);
      name("identity", object.identity(), MAX_SIGNATURE);
      require(
          objects.add(
              object.kind().typeName(),
              object.schema() == null ? "" : object.schema(),
              object.relation() == null ? "" : object.relation().name(),
              object.identity()),
          "repeats an object");
    } else if (row instanceof DatabaseRow found) {
      require(database.equals(found.name()), "names another database than the manifest");
    }
  }

  private void relation(RelationRow row) throws RowFormatException {
    name("name", row.name(), MAX_NAME);
    require(schemas.contains(row.schema()), "is a relation of a schema without a line");
    require(row.columnCount() >= 0, "has a negative columnCount");
    boolean isNew = relations.put(new Relation(row.schema(), row.name()), new BitSet()) == null;
    require(isNew, "repeats a relation");
  }

  private void column(ColumnRow row) throws RowFormatException {
    name("name", row.name(), MAX_NAME);
    require(
        row.position() >= 1 && row.position() <= MAX_POSITION,
        "has a position that is not from 1 to " + MAX_POSITION);
    if (!row.relation().equals(lastRelation)) {
      lastRelation = row.relation();
      columnsOfLast.clear();
      positionsOfLast = relations.get(new Relation(lastRelation.schema(), lastRelation.name()));
    }
    require(positionsOfLast != null, "is a column of a relation without a line");
    boolean isNew = columnsOfLast.add(row.name()) && !positionsOfLast.get(row.position());
    require(isNew, "repeats a column or its position");
    positionsOfLast.set(row.position());
  }

  private static void name(String component, String text, int longest) throws RowFormatException {
    require(!text.isEmpty(), "has an empty " + component);
    require(
        text.length() <= longest, "has a " + component + " of " + text.length() + " characters");
  }

  private static void require(boolean holds, String objection) throws RowFormatException {
    if (!holds) {
      throw new RowFormatException(objection);
    }
  }
}
