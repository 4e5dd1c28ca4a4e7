package io.gazetteer.common;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells faults of the own store that pass by themselves, and those of what came in, from faults of
 * ours. The one place that knows SQLSTATEs of the own store. The driver's text is never passed on.
 */
public final class StoreFault {

  /**
   * Classes 08 (connection), 53 (resources), 57P (restart, crash, not ready) and 28 (a password
   * that is being changed), two of class 40, a statement or lock that took too long, and 25006: the
   * server that we are connected to has become a standby.
   */
  private static final Pattern PASSING =
      Pattern.compile("08...|28...|53...|57P0.|57014|25006|3D000|40001|40P01|55P03");

  /** A text with the character of code 0, which no text or JSON of the store can hold. */
  private static final Pattern UNSTORABLE = Pattern.compile("22021|22P05");

  private StoreFault() {}

  /**
   * The fault in words, with the code STORE_UNAVAILABLE.
   *
   * @param failure whatever work on the own store threw; causes and suppressed ones are looked at
   * @return empty when it is not a fault of the own store, or one that does not pass by itself
   */
  public static Optional<AppException> of(Throwable failure) {
    return find(failure, StoreFault::passes, seen()).map(StoreFault::told);
  }

  /**
   * The fault of a text that came in and that cannot be stored, with the code INVALID_REQUEST.
   *
   * @param failure as for {@link #of}
   * @return empty when it is not that
   */
  public static Optional<AppException> ofInput(Throwable failure) {
    return find(failure, StoreFault::isOfInput, seen())
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
   * Whether the pool gave no connection, in time or at all: it throws the plain type and knows no
   * SQLSTATE, while the driver has a type of its own.
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
