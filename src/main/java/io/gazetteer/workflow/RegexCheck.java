package io.gazetteer.workflow;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Checks expressions with PostgreSQL itself. */
@ApplicationScoped
class RegexCheck {

  private static final int MAX_LENGTH = 1_000;

  @Inject Jdbi jdbi;

  /**
   * Returns what is wrong with an expression, for users; empty if nothing is. Must not be called in
   * a transaction: an invalid expression would abort it.
   */
  Optional<String> fault(String regex) {
    Optional<String> plain = plainFault(regex);
    if (plain.isPresent() || regex.equals("*")) {
      return plain;
    }
    // Both: "a)(b" is wrong, and right again once it stands between parentheses.
    boolean readable = readable(regex) && readable(RegexAnchor.anchored(regex));
    return readable
        ? Optional.empty()
        : Optional.of("is not a regular expression that PostgreSQL can read: " + regex);
  }

  /**
   * Returns what is wrong with an expression as far as this shows without PostgreSQL; empty if
   * nothing.
   */
  static Optional<String> plainFault(String regex) {
    if (regex.isEmpty()) {
      return Optional.of("must not be empty");
    }
    if (regex.length() > MAX_LENGTH) {
      return Optional.of("must not be longer than " + MAX_LENGTH + " characters");
    }
    if (regex.indexOf('\0') >= 0) {
      return Optional.of("must not contain the character NUL");
    }
    return RegexAnchor.objection(regex);
  }

  private boolean readable(String regex) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(SqlFiles.of(RegexCheck.class, "try_regex"))
                  .bind("regex", regex)
                  .mapTo(Boolean.class)
                  .one());
      return true;
    } catch (UnableToExecuteStatementException failure) {
      if (failure.getCause() instanceof SQLException cause
          && SqlState.INVALID_REGULAR_EXPRESSION.equals(cause.getSQLState())) {
        return false;
      }
      throw failure;
    }
  }
}
