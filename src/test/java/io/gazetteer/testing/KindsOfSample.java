package io.gazetteer.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a sample database for its indexes, keys and so on, by other questions than the product's.
 */
final class KindsOfSample {

  private static final String OURS = " NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'";

  /** Type, then the path below the database; a row each. */
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT 'PostgresIndex', schemaname, tablename, '_indexes_', indexname FROM pg_indexes"
              + " WHERE schemaname <> 'pg_catalog'",
          "SELECT 'PostgresConstraint', nspname, relname, '_constraints_', conname FROM pg_constraint"
              + " k JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace"
              + " WHERE contype IN ('p', 'u', 'c', 'x') AND nspname"
              + OURS,
          // As psql finds the foreign keys of a table: its own and those of what it is a part of.
          "SELECT 'PostgresConstraint', nspname, relname, '_constraints_', conname FROM pg_class c JOIN"
              + " pg_namespace n ON n.oid = relnamespace JOIN pg_constraint k ON k.conrelid IN (SELECT"
              + " relid FROM pg_partition_ancestors(c.oid) UNION VALUES (c.oid::regclass)) WHERE"
              + " relkind IN ('r', 'p') AND contype = 'f' AND conparentid = 0 AND nspname"
              + OURS,
          "SELECT 'PostgresSequence', schemaname, '_sequences_', sequencename FROM pg_sequences",
          "SELECT DISTINCT 'PostgresTrigger', event_object_schema, event_object_table, '_triggers_',"
              + " trigger_name FROM information_schema.triggers",
          "SELECT 'PostgresType', domain_schema, '_types_', domain_name FROM"
              + " information_schema.domains WHERE domain_schema NOT IN ('pg_catalog',"
              + " 'information_schema')",
          "SELECT 'PostgresType', user_defined_type_schema, '_types_', user_defined_type_name FROM"
              + " information_schema.user_defined_types",
          "SELECT DISTINCT 'PostgresType', nspname, '_types_', typname FROM pg_type t JOIN"
              + " pg_namespace n ON n.oid = typnamespace WHERE typcategory IN ('E', 'R') AND typtype <>"
              + " 'm' AND nspname"
              + OURS,
          "SELECT 'PostgresAggregate', nspname, '_aggregates_', proname || '(' ||"
              + " pg_get_function_identity_arguments(p.oid) || ')' FROM pg_proc p JOIN pg_namespace n"
              + " ON n.oid = pronamespace WHERE prokind = 'a' AND nspname"
              + OURS,
          "SELECT 'PostgresExtension', '_extensions_', extname FROM pg_extension",
          "SELECT 'PostgresForeignDataWrapper', '_foreign_data_wrappers_', foreign_data_wrapper_name"
              + " FROM information_schema.foreign_data_wrappers",
          "SELECT 'PostgresForeignServer', '_foreign_servers_', foreign_server_name FROM"
              + " information_schema.foreign_servers",
          "SELECT 'PostgresTablespace', '_tablespaces_', spcname FROM pg_tablespace");

  private KindsOfSample() {}

  static List<String> read(String database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (String question : QUESTIONS) {
        try (ResultSet rows = statement.executeQuery(question)) {
          while (rows.next()) {
            StringBuilder path = new StringBuilder("/" + database);
            for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
              path.append('/').append(rows.getString(i).replace("%", "%25").replace("/", "%2F"));
            }
            found.add(rows.getString(1) + "\t" + path);
          }
        }
      }
    }
    return found;
  }
}
