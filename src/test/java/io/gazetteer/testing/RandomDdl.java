package io.gazetteer.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Changes a database by statements of every kind that are made up of what it holds at the moment,
 * always the same for a seed.
 */
public final class RandomDdl {

  /** What a server says to a statement that does not fit what is there; it then did nothing. */
  private static final Set<String> REFUSALS = Set.of("0A", "21", "22", "23", "2B", "42", "55");

  private static final String TABLES =
      "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384"
          + " AND c.relnamespace::regnamespace::text LIKE 's_' ORDER BY c.oid";
  private static final String RELATIONS = TABLES.replace("'p'", "'p', 'v', 'm'");
  private static final String VIEWS = TABLES.replace("'r', 'p'", "'v'");
  private static final String KEYED =
      TABLES.replace(
          "ORDER BY",
          "AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'"
              + " AND cardinality(k.conkey) = 1) ORDER BY");
  private static final String COLUMNS =
      "SELECT format('%s.%I', a.attrelid::regclass, a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
          + " WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text LIKE 's_' AND c.oid >= 16384"
          + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum";
  private static final String CONSTRAINTS =
      "SELECT format('%s %I', k.conrelid::regclass, k.conname) FROM pg_constraint k"
          + " WHERE k.conrelid >= 16384 AND k.connamespace::regnamespace::text LIKE 's_' ORDER BY k.oid";
  private static final String INDEXES = TABLES.replace("'r', 'p'", "'i'");
  private static final String SEQUENCES = TABLES.replace("'r', 'p'", "'S'");
  private static final String PARTITIONED = TABLES.replace("'r', 'p'", "'p'");
  private static final String TYPES =
      "SELECT t.oid::regtype::text FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid"
          + " WHERE t.oid >= 16384 AND t.typnamespace::regnamespace::text LIKE 's_' AND t.typelem = 0"
          + " AND (c.oid IS NULL OR c.relkind IN ('c', 'r')) AND t.typtype IN ('e', 'd', 'c') ORDER BY t.oid";
  private static final String NAMED_TYPES =
      TYPES.replace("c.relkind IN ('c', 'r')", "c.relkind = 'c'");
  private static final String ENUMS = TYPES.replace("IN ('e', 'd', 'c')", "= 'e'");
  private static final String DOMAINS = TYPES.replace("IN ('e', 'd', 'c')", "= 'd'");
  private static final String FUNCTIONS =
      "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.oid >= 16384"
          + " AND p.pronamespace::regnamespace::text LIKE 's_' AND p.pronargs = 1 ORDER BY p.oid";
  private static final String TRIGGERS =
      "SELECT format('%I ON %s', t.tgname, t.tgrelid::regclass) FROM pg_trigger t"
          + " WHERE NOT t.tgisinternal AND t.tgparentid = 0 ORDER BY t.oid";
  private static final String POLICIES =
      "SELECT format('%I ON %s', p.polname, p.polrelid::regclass) FROM pg_policy p ORDER BY p.oid";

  private final Connection connection;
  private final Random random;
  private int made;

  /** Makes three schemas and two roles, in a database that has none of them. */
  public RandomDdl(Connection connection, long seed) throws SQLException {
    this.connection = connection;
    this.random = new Random(seed);
    execute("CREATE SCHEMA s1; CREATE SCHEMA s2; CREATE SCHEMA s3");
    execute(
        "CREATE FUNCTION s3.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
    for (int i = 0; i < 4; i++) {
      execute(newTable());
    }
  }

  /**
   * Makes one change.
   *
   * @return the statement; null where the server refused it, so that nothing changed
   */
  public String change() throws SQLException {
    String statement = statement();
    if (statement.contains("<none>")) {
      return null;
    }
    try {
      execute(statement);
      return statement;
    } catch (SQLException refused) {
      if (!REFUSALS.contains(refused.getSQLState().substring(0, 2))) {
        throw refused;
      }
      return null;
    }
  }

  private String statement() throws SQLException {
    return switch (random.nextInt(5)) {
      case 0, 1 -> relation();
      case 2 -> part();
      default -> other();
    };
  }

  /** Tables and views, and their columns. */
  private String relation() throws SQLException {
    return switch (random.nextInt(18)) {
      case 0, 1 -> newTable();
      case 2 ->
          "CREATE TABLE %s (id int PRIMARY KEY, other int REFERENCES %s, whole %s)"
              .formatted(name("t"), any(KEYED), any(TYPES));
      case 3 -> "CREATE TABLE %s (id int, at date) PARTITION BY RANGE (id)".formatted(name("p"));
      case 4, 5 -> {
        int from = 100 * made;
        yield "CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d) %s"
            .formatted(
                name("t"),
                any(PARTITIONED),
                from,
                from + 50,
                random.nextBoolean() ? "" : "PARTITION BY RANGE (id)");
      }
      case 6, 7 -> "CREATE VIEW %s AS SELECT x.* FROM %s x".formatted(name("v"), any(RELATIONS));
      case 8 -> {
        String column = any(COLUMNS);
        yield "CREATE VIEW %s AS SELECT %s AS one, count(*) FROM %s GROUP BY 1"
            .formatted(name("v"), column, table(column));
      }
      case 9 ->
          "CREATE MATERIALIZED VIEW %s AS SELECT * FROM %s".formatted(name("m"), any(RELATIONS));
      case 10, 11 -> "ALTER TABLE %s RENAME TO %s".formatted(any(RELATIONS), word("r"));
      case 12, 13 -> column("ALTER TABLE %s RENAME COLUMN %s TO " + word("c"));
      case 14, 15 ->
          "ALTER TABLE %s ADD COLUMN %s %s".formatted(any(TABLES), word("c"), any(TYPES));
      case 16 -> column("ALTER TABLE %s DROP COLUMN %s CASCADE");
      default -> "DROP TABLE %s CASCADE".formatted(any(TABLES));
    };
  }

  /** Comments, indexes and constraints. */
  private String part() throws SQLException {
    return switch (random.nextInt(11)) {
      case 0 -> "COMMENT ON TABLE %s IS %s".formatted(any(TABLES), textOrNull());
      case 1 -> "COMMENT ON COLUMN %s IS %s".formatted(any(COLUMNS), textOrNull());
      case 2 -> "COMMENT ON INDEX %s IS %s".formatted(any(INDEXES), textOrNull());
      case 3 -> {
        String[] parts = any(CONSTRAINTS).split(" ", 2);
        yield parts.length < 2
            ? "<none>"
            : "COMMENT ON CONSTRAINT %s ON %s IS %s".formatted(parts[1], parts[0], textOrNull());
      }
      case 4 -> column("CREATE INDEX ON %s (%s)");
      case 5 -> column("CREATE INDEX ON %1$s ((%2$s IS NULL)) WHERE %2$s IS NOT NULL");
      case 6 -> "DROP INDEX %s CASCADE".formatted(any(INDEXES));
      case 7 -> "ALTER INDEX %s RENAME TO %s".formatted(any(INDEXES), word("i"));
      case 8 ->
          column(
              "ALTER TABLE %s ADD CONSTRAINT " + word("k") + " CHECK (%s IS NOT NULL) NOT VALID");
      case 9 -> "ALTER TABLE %s DROP CONSTRAINT %s CASCADE".formatted(constraint());
      default -> "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(constraint(word("k")));
    };
  }

  /** All else. */
  private String other() throws SQLException {
    return switch (random.nextInt(19)) {
      case 0 ->
          "CREATE FUNCTION %s(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + %d'"
              .formatted(name("f"), made);
      case 1 -> "ALTER FUNCTION %s RENAME TO %s".formatted(any(FUNCTIONS), word("f"));
      case 2 -> "DROP FUNCTION %s CASCADE".formatted(any(FUNCTIONS));
      case 3 ->
          "ALTER TABLE %s ALTER COLUMN id SET DEFAULT %s"
              .formatted(any(TABLES), any(FUNCTIONS).replace("(integer)", "(7)"));
      case 4 ->
          "CREATE TRIGGER %s BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION s3.touch()"
              .formatted(word("g"), any(TABLES));
      case 5 -> "ALTER TRIGGER %s RENAME TO %s".formatted(any(TRIGGERS), word("g"));
      case 6 -> "CREATE TYPE %s AS ENUM ('a', 'b%d')".formatted(name("e"), made);
      case 7 -> enumChange();
      case 8 -> "CREATE DOMAIN %s AS %s".formatted(name("d"), any(TYPES));
      case 9 -> "ALTER TYPE %s RENAME TO %s".formatted(any(NAMED_TYPES), word("y"));
      case 10 ->
          "ALTER DOMAIN %s ADD CONSTRAINT %s CHECK (VALUE IS NOT NULL) NOT VALID"
              .formatted(any(DOMAINS), word("k"));
      case 11 -> sequence();
      case 12 -> grant();
      case 13 -> policy();
      case 14 -> "CREATE TABLE %s (own int) INHERITS (%s)".formatted(name("t"), any(TABLES));
      case 15 -> "ALTER TABLE %s SET SCHEMA s%d".formatted(any(TABLES), 1 + random.nextInt(3));
      case 16 -> "CREATE TYPE %s AS (one int, two %s)".formatted(name("y"), any(TYPES));
      case 17 ->
          "ALTER TABLE %s ADD COLUMN %s int GENERATED ALWAYS AS (id + 1) STORED"
              .formatted(any(TABLES), word("c"));
      default ->
          random.nextInt(6) == 0
              ? "ALTER SCHEMA s2 RENAME TO s4; ALTER SCHEMA s4 RENAME TO s2"
              : "ALTER TABLE %s ALTER COLUMN id TYPE bigint".formatted(any(TABLES));
    };
  }

  private String newTable() throws SQLException {
    return "CREATE TABLE %s (id int PRIMARY KEY, word_%d text DEFAULT 'none', one %s, more %s[])"
        .formatted(name("t"), made, typeOrText(), typeOrText());
  }

  private String typeOrText() throws SQLException {
    String type = any(TYPES);
    return type.equals("<none>") ? "text" : type;
  }

  private String enumChange() throws SQLException {
    String type = any(ENUMS);
    return switch (random.nextInt(3)) {
      case 0 -> "ALTER TYPE %s ADD VALUE '%s'".formatted(type, word("v"));
      case 1 -> "ALTER TYPE %s RENAME VALUE 'a' TO 'a2'".formatted(type);
      default ->
          "ALTER TABLE %s ADD COLUMN %s %s DEFAULT 'a'".formatted(any(TABLES), word("c"), type);
    };
  }

  private String sequence() throws SQLException {
    return switch (random.nextInt(4)) {
      case 0 -> "CREATE SEQUENCE %s".formatted(name("q"));
      case 1 -> "ALTER SEQUENCE %s RENAME TO %s".formatted(any(SEQUENCES), word("q"));
      case 2 -> "ALTER SEQUENCE %s OWNED BY %s".formatted(any(SEQUENCES), any(COLUMNS));
      default ->
          "ALTER TABLE %s ALTER COLUMN id SET DEFAULT nextval('%s')"
              .formatted(any(TABLES), any(SEQUENCES));
    };
  }

  private String grant() throws SQLException {
    return switch (random.nextInt(3)) {
      case 0 -> "GRANT SELECT ON %s TO PUBLIC".formatted(any(RELATIONS));
      case 1 -> "REVOKE ALL ON %s FROM PUBLIC".formatted(any(RELATIONS));
      default -> column("GRANT UPDATE (%2$s) ON %1$s TO pg_monitor");
    };
  }

  private String policy() throws SQLException {
    return switch (random.nextInt(4)) {
      case 0 -> column("CREATE POLICY " + word("o") + " ON %s USING (%s IS NOT NULL)");
      case 1 -> "ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(any(TABLES));
      case 2 -> "ALTER POLICY %s RENAME TO %s".formatted(any(POLICIES), word("o"));
      default ->
          "CREATE RULE %s AS ON DELETE TO %s DO INSTEAD NOTHING"
              .formatted(word("u"), any(random.nextBoolean() ? TABLES : VIEWS));
    };
  }

  /** A statement about a column: its table, then its name. */
  private String column(String format) throws SQLException {
    String column = any(COLUMNS);
    int dot = column.lastIndexOf('.');
    return dot < 0 ? "<none>" : format.formatted(table(column), column.substring(dot + 1));
  }

  private static String table(String column) {
    int dot = column.lastIndexOf('.');
    return dot < 0 ? "<none>" : column.substring(0, dot);
  }

  private Object[] constraint(String... more) throws SQLException {
    List<Object> parts = new ArrayList<>(List.of(any(CONSTRAINTS).split(" ", 2)));
    if (parts.size() < 2) {
      parts.add("<none>");
    }
    parts.addAll(List.of(more));
    return parts.toArray();
  }

  private String textOrNull() {
    return random.nextInt(3) == 0 ? "NULL" : "'" + Long.toString(random.nextLong(), 36) + "'";
  }

  /** A new name in any schema. */
  private String name(String prefix) {
    return "s" + (1 + random.nextInt(3)) + "." + word(prefix);
  }

  private String word(String prefix) {
    made++;
    return prefix + "_" + made;
  }

  /** One of what a query lists. */
  private String any(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found.isEmpty() ? "<none>" : found.get(random.nextInt(found.size()));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
