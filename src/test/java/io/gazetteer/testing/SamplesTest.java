package io.gazetteer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the golden lists against the catalog itself, by other questions than the product's. */
class SamplesTest {

  private static final String USER_SCHEMA =
      " nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ";

  @ParameterizedTest
  @ValueSource(strings = {"sample_shop", "sample_billing"})
  void the_golden_list_names_each_object_and_no_other(String sample) throws SQLException {
    String database = Samples.load(sample);
    List<String> found = new ArrayList<>(List.of("Database\t/" + database));
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      // As the crawler's session has it, so that types are named with their schema.
      statement.execute("SET search_path = ''");
      read(
          statement,
          "SELECT 'Schema', nspname FROM pg_namespace WHERE" + USER_SCHEMA,
          found,
          "/" + database);
      read(
          statement,
          "SELECT CASE WHEN i.inhrelid IS NOT NULL THEN 'TablePartition' ELSE 'Table' END,"
              + " t.table_schema, t.table_name FROM information_schema.tables t LEFT JOIN pg_inherits i"
              + " ON i.inhrelid = format('%I.%I', t.table_schema, t.table_name)::regclass AND"
              + " EXISTS (SELECT 1 FROM pg_partitioned_table p WHERE p.partrelid = i.inhparent)"
              + " WHERE table_type <> 'VIEW' AND table_schema NOT LIKE 'pg\\_%' AND table_schema <>"
              + " 'information_schema'",
          found,
          "/" + database);
      read(
          statement,
          "SELECT 'View', schemaname, viewname FROM pg_views WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
          found,
          "/" + database);
      read(
          statement,
          "SELECT 'MaterialisedView', schemaname, matviewname FROM pg_matviews",
          found,
          "/" + database);
      read(
          statement,
          "SELECT 'Column', nspname, relname, attname FROM pg_attribute a JOIN pg_class c ON"
              + " c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE attnum > 0 AND"
              + " NOT attisdropped AND relkind NOT IN ('i', 'I', 'S', 'c', 't') AND"
              + USER_SCHEMA,
          found,
          "/" + database);
      read(
          statement,
          "SELECT initcap(routine_type), routine_schema, '_procedures_', routine_name || '(' ||"
              + " (SELECT coalesce(string_agg(format_type(t, NULL), ', ' ORDER BY o), '') FROM"
              + " pg_proc p, unnest(p.proargtypes) WITH ORDINALITY u (t, o) WHERE p.oid ="
              + " substring(specific_name FROM '[0-9]+$')::oid) || ')' FROM"
              + " information_schema.routines WHERE routine_type IN ('FUNCTION', 'PROCEDURE') AND"
              + " routine_schema NOT LIKE 'pg\\_%' AND routine_schema <> 'information_schema'",
          found,
          "/" + database);
    }
    found.addAll(KindsOfSample.read(database));
    assertThat(Samples.golden(sample, database))
        .extracting(asset -> asset.typeName() + "\t" + asset.path())
        .containsExactlyInAnyOrderElementsOf(found);
  }

  private static void read(Statement statement, String sql, List<String> into, String root)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringBuilder path = new StringBuilder(root);
        for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
          path.append('/').append(rows.getString(i).replace("%", "%25").replace("/", "%2F"));
        }
        into.add(rows.getString(1) + "\t" + path);
      }
    }
  }

  @Test
  void the_reader_may_connect_and_read_no_row() throws SQLException {
    String database = Samples.load("sample_shop");
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT has_database_privilege('gazetteer_reader', current_database(), 'CONNECT'),"
                    + " (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    + " WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND"
                    + USER_SCHEMA
                    + "AND has_any_column_privilege('gazetteer_reader', c.oid, 'SELECT'))")) {
      row.next();
      assertThat(row.getBoolean(1)).isTrue();
      assertThat(row.getInt(2)).isZero();
    }
  }
}
