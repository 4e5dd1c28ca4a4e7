package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class SourceFailuresTest {

  private static final String DATA = "card 4111-1111";

  private static String logged(Throwable failure) {
    LogRecord line = new LogRecord(Level.SEVERE, "It failed");
    line.setThrown(failure);
    return new SimpleFormatter().format(line);
  }

  private static AppException fault(SQLException failure) {
    return SourceFailures.of(failure, "db.example.org:5432", "sales", "reading columns");
  }

  @Test
  void driver_text_stays_out_of_message_and_log_and_the_sqlstate_comes_through() {
    SQLException failure = new SQLException(DATA, "XX001", new IOException("caused by " + DATA));
    failure.addSuppressed(new SQLException("suppressed " + DATA));
    failure.setNextException(new SQLException("next " + DATA));

    AppException fault = fault(failure);

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DAMAGED);
    assertThat(logged(fault))
        .doesNotContain("4111")
        .contains("java.sql.SQLException (SQLSTATE XX001)", "java.io.IOException")
        .contains("driver_text_stays_out_of_message_and_log");
  }

  @Test
  void a_limit_is_told_from_a_cancel_whatever_language_the_server_speaks() {
    assertThat(fault(new SQLException("storniere wegen timeout", "57014")).code())
        .isEqualTo(SourceError.SOURCE_CANCELLED);
    assertThat(fault(new SQLTimeoutException("Zeit abgelaufen", "57014")).code())
        .isEqualTo(SourceError.SOURCE_TIMEOUT);
  }

  @Test
  void a_value_that_the_server_quotes_reaches_nobody() throws SQLException {
    try (Connection connection = Postgres.connect("postgres");
        Statement statement = connection.createStatement()) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () -> statement.executeQuery("SELECT cast('" + DATA + "' AS integer)"));
      assertThat(failure.getMessage()).contains("4111");

      assertThat(logged(fault(failure)))
          .doesNotContain("4111")
          .contains("org.postgresql.util.PSQLException (SQLSTATE 22P02)");
    }
  }
}
