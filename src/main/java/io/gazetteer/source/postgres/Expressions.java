package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.source.Damage;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
          damaged.computeIfAbsent(row.number(1), key -> new HashSet<>()).add(row.intNumber(2));
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
  void routines(String sql, Rows routines) throws SQLException {
    Damaged damaged = new Damaged(Set.of());
    Optional<SQLException> failure = failure(() -> stream.forEach(sql, routines.of(damaged, 0)));
    if (failure.isPresent()) {
      Damaged found = damaged("pg_proc", failure.get());
      String some = "CASE WHEN NOT p.oid = ANY (%s) THEN %s END".formatted(found.array(), ARGUMENT);
      if (!done(() -> stream.forEach(sql.replace(ARGUMENT, some), routines.of(found, 0)))) {
        stream.forEach(sql.replace(ARGUMENT, NOTHING), row -> routines.row(row, false));
      }
    }
  }

  /** Reads which relation is below which; a row may be taken twice. */
  void inheritance(String sql, Rows rows) throws SQLException {
    Damaged damaged = new Damaged(Set.of());
    Optional<SQLException> failure = failure(() -> stream.forEach(sql, rows.of(damaged, 0, 1)));
    if (failure.isPresent()) {
      Damaged found = damaged("pg_class", failure.get());
      String some =
          "CASE WHEN NOT (i.inhrelid = ANY (%1$s) OR i.inhparent = ANY (%1$s)) THEN %2$s END"
              .formatted(found.array(), BOUND);
      if (!done(() -> stream.forEach(sql.replace(BOUND, some), rows.of(found, 0, 1)))) {
        stream.forEach(sql.replace(BOUND, NOTHING), row -> rows.row(row, false));
      }
    }
  }

  /** Takes rows, told whether the expressions of each could be read. */
  interface Rows {

    void row(CopyRow row, boolean known);

    /** Takes rows of objects whose oids stand in some fields. */
    private Consumer<CopyRow> of(Damaged damaged, int... fields) {
      return row ->
          row(
              row,
              Arrays.stream(fields).noneMatch(field -> damaged.oids.contains(row.number(field))));
    }
  }

  /** Objects that refer to something missing. */
  private record Damaged(Set<Long> oids) {

    private String array() {
      return "'" + ArrayText.of(oids) + "'::oid[]";
    }
  }

  private Optional<SQLException> failure(SourceTransaction.Attempt attempt) throws SQLException {
    AtomicReference<SQLException> failed = new AtomicReference<>();
    SourceTransaction.failure(
        connection,
        attempt,
        failure -> {
          failed.set(failure);
          return SqlState.isDamage(failure);
        });
    return Optional.ofNullable(failed.get());
  }

  /**
   * Finds the damaged objects of a catalog.
   *
   * @throws SQLException the failure of the statement, if nothing is missing: then something was
   *     dropped while it ran, which is not damage
   */
  private Damaged damaged(String ofCatalog, SQLException failure) throws SQLException {
    Set<Long> oids = new HashSet<>();
    AtomicBoolean missing = new AtomicBoolean();
    stream.forEach(
        SqlFiles.of(Expressions.class, "damaged"),
        row -> {
          missing.set(true);
          if (row.text(0).equals(ofCatalog)) {
            oids.add(row.number(1));
          }
        });
    if (!missing.get() && SqlState.INTERNAL_ERROR.equals(failure.getSQLState())) {
      throw failure;
    }
    return new Damaged(oids);
  }
}
