package io.gazetteer.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A store full of made-up assets: two connections of five databases, twenty schemas each, in each
 * as many tables and views as make the wanted number, with ten columns a table. Names are put
 * together from sixty nouns, every fourth table and every tenth column has a description, and two
 * of a hundred are archived.
 */
final class SearchStore {

  static final int CONNECTIONS = 2;
  static final int DATABASES = 5;
  static final int SCHEMAS = 20;
  private static final int COLUMNS = 10;

  static final List<String> NOUNS =
      List.of(
          ("customer order invoice ledger payment address product supplier shipment return audit"
                  + " session event metric report budget account contract vendor ticket agent region"
                  + " country currency price discount stock warehouse batch delivery route driver"
                  + " vehicle device sensor reading alert channel message thread comment review"
                  + " rating profile preference campaign segment lead opportunity quote policy claim"
                  + " premium benefit employee department payroll shift schedule milestone")
              .split(" ", -1));
  private static final List<String> ENDS =
      List.of(
          "id name status type code amount total count date created_at updated_at key value hash"
              .split(" ", -1));
  private static final String COPY =
      """
      COPY asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
          parent_type_name, database_name, schema_name, relation_name, ordinal, status, content_hash, attributes,
          statistics, created_at, created_by, updated_at, updated_by) FROM STDIN""";
  private static final String TIME = "2026-03-29 01:30:00+00";

  private final StringBuilder lines = new StringBuilder();
  private final CopyIn copy;

  private SearchStore(Connection connection) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
  }

  /** Fills an empty store, and leaves it as autovacuum would. */
  static void fill(String url, int assets) throws SQLException, IOException {
    try (Connection connection = Servers.connect(url)) {
      SearchStore store = new SearchStore(connection);
      store.write(assets / (CONNECTIONS * DATABASES * SCHEMAS * (COLUMNS + 1)));
      store.flush();
      store.copy.endCopy();
    }
    Servers.execute(url, "VACUUM ANALYZE");
  }

  static String connection(int number) {
    return "default/postgres/170000000" + number;
  }

  static String schema(int connection, int database, int schema) {
    return connection(connection) + "/" + database(connection, database) + "/" + name(schema);
  }

  static String table(int schema, int table) {
    return noun(table * 7 + schema) + "_" + noun((table * 13 + schema * 11) / 3) + "_" + table;
  }

  private static String database(int connection, int number) {
    return "db_" + connection + "_" + number;
  }

  private static String name(int schema) {
    return "schema_" + schema + "_" + noun(schema);
  }

  private static String noun(int number) {
    return NOUNS.get(number % NOUNS.size());
  }

  private void write(int tables) throws SQLException {
    for (int c = 0; c < CONNECTIONS; c++) {
      String connection = connection(c);
      row(new Row("Connection", connection, "pg-" + c, connection), "ACTIVE", "{}");
      for (int d = 0; d < DATABASES; d++) {
        String database = database(c, d);
        Row ofDatabase = new Row("Database", connection + "/" + database, database, connection);
        row(ofDatabase.in(connection, "Connection", database, null, null, null), "ACTIVE", "{}");
        for (int s = 0; s < SCHEMAS; s++) {
          Row schema = new Row("Schema", schema(c, d, s), name(s), connection);
          row(
              schema.in(ofDatabase.path(), "Database", database, name(s), null, null),
              "ACTIVE",
              "{}");
          for (int t = 1; t <= tables; t++) {
            table(schema, database, s, t);
          }
        }
      }
    }
  }

  private void table(Row schema, String database, int s, int t) throws SQLException {
    String type = t % 10 == 0 ? "View" : "Table";
    String status = t % 50 == 0 ? "DELETED" : "ACTIVE";
    String name = table(s, t);
    Row table = new Row(type, schema.path() + "/" + name, name, schema.connection());
    String words = name.replace('_', ' ');
    row(
        table.in(schema.path(), "Schema", database, schema.name(), null, null),
        status,
        "{\"columnCount\": 10, \"isPartitioned\": false"
            + (t % 4 == 0 ? ", \"description\": \"The " + words + " kept for reports\"}" : "}"));
    for (int k = 1; k <= COLUMNS; k++) {
      String column =
          k == 1 ? "id" : noun(t * 3 + k * 17 + s) + "_" + ENDS.get((k * 7 + t) % ENDS.size());
      String unique = k > 5 ? column + "_" + k : column + (k > 1 ? "_c" + k : "");
      Row of = new Row("Column", table.path() + "/" + unique, unique, schema.connection());
      row(
          of.in(table.path(), type, database, schema.name(), name, k),
          status,
          "{\"dataType\": \"text\", \"isNullable\": true, \"order\": "
              + k
              + (k == 3 ? ", \"description\": \"Holds the " + words + "\"}" : "}"));
    }
  }

  /** What stands in a row, as far as types differ in it. */
  private record Row(
      String type,
      String path,
      String name,
      String connection,
      String parent,
      String parentType,
      String database,
      String schema,
      String relation,
      Integer ordinal) {

    Row(String type, String path, String name, String connection) {
      this(type, path, name, connection, null, null, null, null, null, null);
    }

    Row in(
        String parent,
        String parentType,
        String database,
        String schema,
        String relation,
        Integer ordinal) {
      return new Row(
          type, path, name, connection, parent, parentType, database, schema, relation, ordinal);
    }
  }

  private void row(Row row, String status, String attributes) throws SQLException {
    field(UUID.nameUUIDFromBytes(row.path().getBytes(StandardCharsets.UTF_8)));
    field(row.type());
    field(row.path());
    field(row.name());
    field(row.connection());
    field(row.parent());
    field(row.parentType());
    field(row.database());
    field(row.schema());
    field(row.relation());
    field(row.ordinal());
    field(status);
    field(0);
    field(attributes);
    field(row.type().equals("Table") ? "{\"rowCount\": 10, \"sizeBytes\": 8192}" : null);
    field(TIME);
    field("bench");
    field(TIME);
    lines.append("bench\n");
    if (lines.length() > 1 << 20) {
      flush();
    }
  }

  private void field(Object value) {
    lines.append(value == null ? "\\N" : value).append('\t');
  }

  private void flush() throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }
}
