package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.source.Damage;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs statements in which the server writes out expressions. One expression that refers to
 * something missing fails the whole statement, which is then run again without it.
 */
final class Expressions {

  private static final String DEFAULT = "pg_get_expr(ad.adbin, 0)";
  private static final String BOUND = "pg_get_expr(c.relpartbound, 0)";
  private static final String ARGUMENT = "pg_get_function_arg_default(p.oid, i.position::integer)";
  private static final String NOTHING = "NULL::text";

  private final Connection connection;
  private final CopyStream stream;
  private final Catalog catalog;

  Expressions(Connection connection, CopyStream stream, Catalog catalog) {
    this.connection = connection;
    this.stream = stream;
    this.catalog = catalog;
  }

  private boolean done(SourceTransaction.Attempt attempt) throws SQLException {
    return SourceTransaction.failure(connection, attempt, SqlState::isDamage).isEmpty();
  }

  /** Reads columns, of which those that were handed out are not handed out again. */
  void columns(String sql, ColumnReader columns) throws SQLException {
    if (done(() -> stream.forEach(sql, columns::column))) {
      return;
    }
    Map<Long, Set<Integer>> damaged = new HashMap<>();
    StringBuilder oids = new StringBuilder();
    stream.forEach(
        SqlFiles.of(Expressions.class, "damaged_defaults"),
        row -> {
          damaged
              .computeIfAbsent(row.number(1), key -> new HashSet<>())
              .add(row.intNumber(2));
          oids.append(oids.length() == 0 ? "" : ",").append(row.number(0));
        });
    String some =
        "CASE WHEN ad.oid = ANY ('{%s}'::oid[]) THEN NULL ELSE %s END".formatted(oids, DEFAULT);
    columns.resume((relation, number) -> damaged.getOrDefault(relation, Set.of()).contains(number));
    if (!done(() -> stream.forEach(sql.replace(DEFAULT, some), columns::column))) {
      catalog.damage.lacks(Damage.Level.COLUMN, "defaults, of which none could be read");
      columns.resume((relation, number) -> true);
      stream.forEach(sql.replace(DEFAULT, NOTHING), columns::column);
    }
  }

  /** Reads routines; one may be taken twice. */
  void routines(String sql, Consumer<CopyRow> routine) throws SQLException {
    if (!done(() -> stream.forEach(sql, routine))) {
      catalog.damage.lacks(
          Damage.Level.ROUTINE, "arguments' defaults, of which none could be read");
      stream.forEach(sql.replace(ARGUMENT, NOTHING), routine);
    }
  }

  /** Reads which relation is below which; a row may be taken twice. */
  void inheritance(String sql, Consumer<CopyRow> row) throws SQLException {
    if (!done(() -> stream.forEach(sql, row))) {
      catalog.damage.lacks(Damage.Level.RELATION, "bounds, of which none could be read");
      stream.forEach(sql.replace(BOUND, NOTHING), row);
    }
  }
}
