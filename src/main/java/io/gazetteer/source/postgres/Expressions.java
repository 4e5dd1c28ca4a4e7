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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private final CatalogDamage damage;

  Expressions(Connection connection, CopyStream stream, CatalogDamage damage) {
    this.connection = connection;
    this.stream = stream;
    this.damage = damage;
  }

  /** Columns of {@code damaged_defaults.sql}. */
  private enum DamagedDefault {
    OID,
    RELATION,
    NUMBER
  }

  /** Columns of {@code damaged.sql}. */
  private enum DamagedObject {
    CATALOG,
    OID
  }

  /** Takes rows, and whether the expression of each could be read. */
  interface Rows<C extends Enum<C>> {

    void row(CopyRow<C> row, boolean known);

    /** Takes rows of which some columns are oids of objects that may be damaged. */
    private Consumer<CopyRow<C>> except(Set<Long> damaged, List<C> oids) {
      return row -> row(row, oids.stream().noneMatch(oid -> damaged.contains(row.number(oid))));
    }
  }

  /** Says of which columns of relations the default cannot be read. */
  interface UnreadDefaults {
    boolean has(long relation, int number);
  }

  /**
   * Reads columns with their defaults; a row may come twice.
   *
   * @param failed called before rows come again
   */
  <C extends Enum<C>> void columns(
      String sql, Class<C> fields, Consumer<CopyRow<C>> columns, Consumer<UnreadDefaults> failed)
      throws SQLException {
    if (done(() -> stream.forEach(sql, fields, columns))) {
      return;
    }
    Map<Long, Set<Integer>> damaged = new HashMap<>();
    Set<Long> oids = new HashSet<>();
    stream.forEach(
        SqlFiles.of(Expressions.class, "damaged_defaults"),
        DamagedDefault.class,
        row -> {
          damaged
              .computeIfAbsent(row.number(DamagedDefault.RELATION), key -> new HashSet<>())
              .add(row.intNumber(DamagedDefault.NUMBER));
          oids.add(row.number(DamagedDefault.OID));
        });
    String some = "CASE WHEN NOT ad.oid = ANY (%s) THEN %s END".formatted(array(oids), DEFAULT);
    failed.accept((relation, number) -> damaged.getOrDefault(relation, Set.of()).contains(number));
    if (!done(() -> stream.forEach(sql.replace(DEFAULT, some), fields, columns))) {
      damage.lacks(Damage.Level.COLUMN, "defaults, of which none could be read");
      failed.accept((relation, number) -> true);
      stream.forEach(sql.replace(DEFAULT, NOTHING), fields, columns);
    }
  }

  /** Reads routines with the defaults of their arguments; a row may come twice. */
  <C extends Enum<C>> void argumentDefaults(String sql, Class<C> fields, List<C> oids, Rows<C> rows)
      throws SQLException {
    read(sql, fields, oids, rows, new Written("pg_proc", ARGUMENT, "p.oid = ANY (%s)"));
  }

  /** Reads which relation is below which, with bounds of partitions; a row may come twice. */
  <C extends Enum<C>> void bounds(String sql, Class<C> fields, List<C> oids, Rows<C> rows)
      throws SQLException {
    Written bound =
        new Written("pg_class", BOUND, "(i.inhrelid = ANY (%1$s) OR i.inhparent = ANY (%1$s))");
    read(sql, fields, oids, rows, bound);
  }

  /**
   * An expression that the server writes out.
   *
   * @param catalog whose objects have it
   * @param call that writes it
   * @param isOf whether it belongs to one of some objects
   */
  private record Written(String catalog, String call, String isOf) {}

  private <C extends Enum<C>> void read(
      String sql, Class<C> fields, List<C> oids, Rows<C> rows, Written expression)
      throws SQLException {
    Optional<SQLException> failure =
        failure(() -> stream.forEach(sql, fields, rows.except(Set.of(), oids)));
    if (failure.isEmpty()) {
      return;
    }
    Set<Long> damaged = damaged(expression.catalog, failure.get());
    String some =
        "CASE WHEN NOT %s THEN %s END"
            .formatted(expression.isOf.formatted(array(damaged)), expression.call);
    String without = sql.replace(expression.call, some);
    if (!done(() -> stream.forEach(without, fields, rows.except(damaged, oids)))) {
      stream.forEach(sql.replace(expression.call, NOTHING), fields, row -> rows.row(row, false));
    }
  }

  private static String array(Set<Long> oids) {
    return "'" + ArrayText.of(oids) + "'::oid[]";
  }

  private boolean done(SourceTransaction.Attempt attempt) throws SQLException {
    return SourceTransaction.failure(connection, attempt, SqlState::isDamage).isEmpty();
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
  private Set<Long> damaged(String ofCatalog, SQLException failure) throws SQLException {
    Set<Long> oids = new HashSet<>();
    AtomicBoolean missing = new AtomicBoolean();
    stream.forEach(
        SqlFiles.of(Expressions.class, "damaged"),
        DamagedObject.class,
        row -> {
          missing.set(true);
          if (row.text(DamagedObject.CATALOG).equals(ofCatalog)) {
            oids.add(row.number(DamagedObject.OID));
          }
        });
    if (!missing.get() && SqlState.INTERNAL_ERROR.equals(failure.getSQLState())) {
      throw failure;
    }
    return oids;
  }
}
