package io.gazetteer.common;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Separates temporary errors of the catalog database, and errors of input, from internal errors.
 * The only class that interprets SQLSTATEs of the catalog database. The driver's text is never
 * passed on.
 */
public final class StoreFailures {

  /**
   * Classes 08 (connection), 53 (resources), 57P (restart, crash, not ready) and 28 (a password
   * that is being changed), two of class 40, timeouts of a statement or lock, and 25006: the server
   * has become a standby.
   */
  private static final Pattern PASSING =
      Pattern.compile("08...|28...|53...|57P0.|57014|25006|3D000|40001|40P01|55P03");

  /** A text with the character of code 0, which PostgreSQL cannot store in text or JSON. */
  private static final Pattern UNSTORABLE = Pattern.compile("22021|22P05");

  private StoreFailures() {}

  /**
   * Translates a temporary error, with the code STORE_UNAVAILABLE.
   *
   * @param failure exception of a task on the catalog database; causes and suppressed exceptions
   *     are checked
   * @return empty if it is not an error of the catalog database, or not a temporary one
   */
  public static Optional<AppException> of(Throwable failure) {
    return find(failure, StoreFailures::passes, seen()).map(StoreFailures::told);
  }

  /**
   * Translates an error of an input text that cannot be stored, with the code INVALID_REQUEST.
   *
   * @param failure as for {@link #of}
   * @return empty if it is not such an error
   */
  public static Optional<AppException> ofInput(Throwable failure) {
    return find(failure, StoreFailures::isOfInput, seen())
        .map(
            cause ->
                new AppException(
                    CommonError.INVALID_REQUEST,
                    "A text in the request holds the character with code 0, which cannot be stored",
                    cause));
  }

  private static Set<Throwable> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static Optional<SQLException> find(
      Throwable at, Predicate<SQLException> wanted, Set<Throwable> seen) {
    if (at == null || !seen.add(at) || at instanceof AppException) {
      return Optional.empty();
    }
    if (at instanceof SQLException failure && wanted.test(failure)) {
      return Optional.of(failure);
    }
    Optional<SQLException> deeper = find(at.getCause(), wanted, seen);
    for (Throwable other : at.getSuppressed()) {
      deeper = deeper.or(() -> find(other, wanted, seen));
    }
    return deeper;
  }

  private static boolean isOfInput(SQLException failure) {
    return failure.getSQLState() != null && UNSTORABLE.matcher(failure.getSQLState()).matches();
  }

  private static boolean passes(SQLException failure) {
    return isOfPool(failure) || PASSING.matcher(SqlState.of(failure)).matches();
  }

  /**
   * Returns whether the pool returned no connection: it throws the plain type without SQLSTATE,
   * while the driver has its own type.
   */
  private static boolean isOfPool(SQLException failure) {
    return failure.getClass() == SQLException.class && failure.getSQLState() == null;
  }

  private static AppException told(SQLException failure) {
    if (isOfPool(failure)) {
      return new AppException(
          CommonError.STORE_UNAVAILABLE,
          "The catalog database is busy: no connection to it became free in time",
          failure);
    }
    String state = SqlState.of(failure);
    String words =
        switch (state) {
          case "53300" ->
              "The catalog database has no connection left. Raise max_connections there";
          case "53400" ->
              "The catalog database stopped a statement at a limit that it is configured"
                  + " with, most often temp_file_limit";
          case "57014" ->
              "The catalog database cancelled a statement: a statement_timeout of its role"
                  + " or database, or somebody there";
          case "55P03" -> "Another session holds a lock in the catalog database";
          case "25006" ->
              "The catalog database is read-only. If it failed over, point"
                  + " quarkus.datasource.jdbc.url to the new primary";
          case "28000", "28P01" ->
              "The catalog database rejected the sign-in of this service. Check"
                  + " quarkus.datasource.username and password, and pg_hba.conf";
          case "3D000" -> "The catalog database does not exist on its server any more";
          case "40001", "40P01" ->
              "The catalog database ended the transaction because of a conflict"
                  + " with another one";
          default ->
              state.startsWith("53")
                  ? "The catalog database is out of disk space or memory"
                  : "The catalog database could not be reached";
        };
    return new AppException(
        CommonError.STORE_UNAVAILABLE, words + " (SQLSTATE " + state + ")", failure);
  }
}
