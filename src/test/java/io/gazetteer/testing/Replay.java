package io.gazetteer.testing;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rebuilds a database from what a crawl reported of it: every definition is run as it stands, in an
 * order that their dependencies allow. Only what has no definition of its own (schemas, tables,
 * defaults, identities) is put together here, from the rows.
 */
public final class Replay {

  /** What is made first, so that nothing takes its place; the rest follows in the rows' order. */
  private static final List<AssetKind> FIRST =
      List.of(
          PostgresKinds.TABLESPACE,
          PostgresKinds.LANGUAGE,
          PostgresKinds.EXTENSION,
          PostgresKinds.FOREIGN_DATA_WRAPPER,
          PostgresKinds.FOREIGN_SERVER,
          PostgresKinds.ACCESS_METHOD,
          PostgresKinds.COLLATION,
          PostgresKinds.TYPE,
          PostgresKinds.SEQUENCE);

  /** The first version whose NOT NULL of a column is a constraint, and so comes with the rows. */
  private static final int NAMES_NOT_NULLS = 18;

  private final CollectedRows rows;
  private final boolean namesNotNulls;
  private final List<Step> steps = new ArrayList<>();

  /** One statement, and of what it is. */
  private record Step(String what, String sql) {}

  /**
   * Prepares a replay.
   *
   * @param rows what the crawl handed out
   * @param majorVersion of the server that was crawled
   */
  public Replay(CollectedRows rows, int majorVersion) {
    this.rows = rows;
    this.namesNotNulls = majorVersion >= NAMES_NOT_NULLS;
  }

  /**
   * Every definition by what it defines; parts of extensions, and what PostgreSQL makes along with
   * something else, are left out.
   */
  public static Map<String, String> definitions(CollectedRows rows) {
    Map<String, String> definitions = new TreeMap<>();
    for (RelationRow row : rows.relations) {
      if (row.definition() != null && row.extension() == null) {
        definitions.put("RELATION " + row.schema() + "." + row.name(), row.definition());
      }
    }
    for (RoutineRow row : rows.routines) {
      if (row.extension() == null) {
        definitions.put(name(row), row.definition());
      }
    }
    for (ObjectRow row : rows.objects) {
      if (row.extension() == null && row.definition() != null) {
        definitions.put(name(row), row.definition());
      }
    }
    return definitions;
  }

  private static String name(RoutineRow row) {
    return "ROUTINE %s.%s(%s)"
        .formatted(row.schema(), row.name(), String.join(", ", row.argumentTypes()));
  }

  private static String name(ObjectRow row) {
    return "%s %s.%s.%s"
        .formatted(
            row.kind(),
            row.schema(),
            row.relation() == null ? "" : row.relation().name(),
            row.identity());
  }

  /**
   * Runs everything over a connection of a superuser to an empty database, again and again until
   * nothing is left.
   *
   * @param existing names of roles and tablespaces that the server has
   * @return what never ran, with the server's words; empty when all did
   */
  public List<String> run(Connection target, Set<String> existing) throws SQLException {
    collect(existing);
    List<Step> left = steps;
    List<String> errors = new ArrayList<>();
    boolean progress = true;
    while (!left.isEmpty() && progress) {
      errors.clear();
      List<Step> failed = new ArrayList<>();
      for (Step step : left) {
        try (Statement statement = target.createStatement()) {
          statement.execute(step.sql);
        } catch (SQLException failure) {
          failed.add(step);
          errors.add(step.what + ": " + failure.getMessage() + "\n    " + step.sql);
        }
      }
      progress = failed.size() < left.size();
      left = failed;
    }
    return errors;
  }

  private void collect(Set<String> existing) {
    for (ObjectRow row : rows.objects(PostgresKinds.ROLE)) {
      if (!existing.contains(row.name())) {
        steps.add(new Step(name(row), row.definition()));
      }
    }
    rows.schemas.stream()
        .filter(row -> !row.name().equals("public") && row.extension() == null)
        .forEach(row -> steps.add(new Step("schema", "CREATE SCHEMA " + quoted(row.name()))));
    FIRST.forEach(kind -> rows.objects(kind).forEach(row -> object(row, existing)));
    rows.relations.stream().filter(row -> !row.isPartition()).forEach(this::table);
    rows.relations.stream().filter(RelationRow::isPartition).forEach(this::table);
    for (RoutineRow row : rows.routines) {
      if (row.extension() == null) {
        steps.add(new Step(name(row), row.definition()));
      }
    }
    rows.columns.forEach(this::columnDefault);
    // Before keys, which would make NOT NULL constraints of names of their own.
    rows.objects(PostgresKinds.CONSTRAINT).stream()
        .filter(row -> is(row, "NOT NULL"))
        .forEach(this::constraint);
    rows.objects(PostgresKinds.SEQUENCE).forEach(this::identity);
    rows.objects(PostgresKinds.CONSTRAINT).stream()
        .filter(row -> !is(row, "NOT NULL"))
        .forEach(this::constraint);
    rows.relations.stream()
        .filter(row -> row.definition() != null && row.extension() == null)
        .forEach(row -> steps.add(new Step("view " + row.name(), row.definition())));
    Set<String> made = new HashSet<>();
    rows.objects(PostgresKinds.CONSTRAINT)
        .forEach(row -> made.add(row.schema() + "." + row.name()));
    rows.objects.stream()
        .filter(row -> !FIRST.contains(row.kind()) && !row.kind().equals(PostgresKinds.ROLE))
        .filter(row -> !row.kind().equals(PostgresKinds.CONSTRAINT))
        .filter(
            row ->
                !row.kind().equals(PostgresKinds.INDEX)
                    || !made.contains(row.schema() + "." + row.name()))
        .filter(row -> !Boolean.TRUE.equals(row.attributes().get("isInherited")))
        .forEach(row -> object(row, existing));
  }

  private void object(ObjectRow row, Set<String> existing) {
    boolean implicit =
        row.extension() != null
            || row.definition() == null
            || Boolean.TRUE.equals(row.attributes().get("isIdentity"))
            || row.kind().equals(PostgresKinds.TABLESPACE) && existing.contains(row.name());
    if (!implicit) {
      steps.add(new Step(name(row), row.definition()));
    }
  }

  private static boolean is(ObjectRow row, String subType) {
    return subType.equals(row.attributes().get("subType"));
  }

  private void constraint(ObjectRow row) {
    if (row.extension() == null && !Boolean.TRUE.equals(row.attributes().get("isInherited"))) {
      steps.add(
          new Step(
              name(row),
              "ALTER %s %s ADD CONSTRAINT %s %s"
                  .formatted(
                      row.relation().kind() == RelationKind.FOREIGN_TABLE
                          ? "FOREIGN TABLE"
                          : "TABLE",
                      quoted(row.schema(), row.relation().name()),
                      quoted(row.name()),
                      row.definition())));
    }
  }

  private void identity(ObjectRow row) {
    if (!Boolean.TRUE.equals(row.attributes().get("isIdentity"))) {
      return;
    }
    String table = (String) row.attributes().get("ownedByTable");
    String column = (String) row.attributes().get("ownedByColumn");
    String options = row.definition().substring(row.definition().indexOf(" INCREMENT BY "));
    steps.add(
        new Step(
            name(row),
            "ALTER TABLE %s ALTER COLUMN %s ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s%s)"
                .formatted(
                    quoted(row.schema(), table),
                    quoted(column),
                    rows.column(row.schema(), table, column).identity(),
                    quoted(row.schema(), row.name()),
                    options)));
  }

  private void columnDefault(ColumnRow row) {
    RelationKind kind = row.relation().kind();
    if (row.defaultValue() != null && row.generated() == null && isTable(kind)) {
      steps.add(
          new Step(
              "default of " + row.relation().name() + "." + row.name(),
              "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s"
                  .formatted(
                      quoted(row.relation().schema(), row.relation().name()),
                      quoted(row.name()),
                      row.defaultValue())));
    }
  }

  private static boolean isTable(RelationKind kind) {
    return kind == RelationKind.TABLE
        || kind == RelationKind.PARTITIONED_TABLE
        || kind == RelationKind.FOREIGN_TABLE;
  }

  private void table(RelationRow row) {
    if (row.extension() != null || !isTable(row.kind())) {
      return;
    }
    RelationRow.Storage storage = row.storage();
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(storage.unlogged() ? "UNLOGGED " : "")
        .append(row.kind() == RelationKind.FOREIGN_TABLE ? "FOREIGN TABLE " : "TABLE ")
        .append(quoted(row.schema(), row.name()));
    if (row.isPartition()) {
      sql.append(" PARTITION OF ")
          .append(quoted(row.partitionOf().schema(), row.partitionOf().name()))
          .append(' ')
          .append(row.partitionOf().bound());
    } else if (storage.ofType() != null) {
      sql.append(" OF ").append(storage.ofType());
    } else {
      sql.append(columns(row));
    }
    if (!storage.inheritsFrom().isEmpty()) {
      sql.append(
          storage.inheritsFrom().stream()
              .map(parent -> parent.split("\\.", 2))
              .map(parent -> quoted(parent[0], parent[1]))
              .collect(Collectors.joining(", ", " INHERITS (", ")")));
    }
    if (row.partitioning() != null) {
      sql.append(" PARTITION BY ").append(row.partitioning().key());
    }
    if (storage.accessMethod() != null) {
      sql.append(" USING ").append(quoted(storage.accessMethod()));
    }
    if (storage.foreignServer() != null) {
      sql.append(" SERVER ").append(quoted(storage.foreignServer()));
      sql.append(options(storage.foreignOptions()));
    }
    steps.add(new Step("table " + row.name(), sql.toString()));
  }

  private static String options(List<String> options) {
    return options.isEmpty()
        ? ""
        : options.stream()
            .map(option -> option.split("=", 2))
            .map(option -> quoted(option[0]) + " '" + option[1].replace("'", "''") + "'")
            .collect(Collectors.joining(", ", " OPTIONS (", ")"));
  }

  private String columns(RelationRow row) {
    return rows.columns.stream()
        .filter(column -> column.relation().schema().equals(row.schema()))
        .filter(column -> column.relation().name().equals(row.name()))
        .map(this::column)
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private String column(ColumnRow row) {
    String collation = row.type().collation();
    return quoted(row.name())
        + " "
        + row.type().formatted()
        + (collation == null ? "" : " COLLATE " + collation(collation))
        + (row.generated() == null
            ? ""
            : " GENERATED ALWAYS AS (" + row.defaultValue() + ") " + row.generated())
        + (row.nullable() || namesNotNulls ? "" : " NOT NULL");
  }

  /** Qualified ones are written as in SQL. */
  private static String collation(String name) {
    return name.contains(".") ? name : quoted(name);
  }

  private static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
