package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

class StoreFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "57P01", "57P02", "57P03", "53300", "53100"})
  void a_store_that_is_away_restarts_or_is_full_may_pass(String state) {
    AppException fault = StoreFailures.of(wrapped(new SQLException("text", state))).orElseThrow();
    assertThat(fault.code()).isEqualTo(CommonError.STORE_UNAVAILABLE);
    assertThat(fault.code().retryable()).isTrue();
    assertThat(fault.getMessage())
        .startsWith("The catalog database")
        .contains(state)
        .doesNotContain("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void a_transaction_that_lost_against_another_may_pass(String state) {
    assertThat(StoreFailures.of(wrapped(new SQLException("text", state))).orElseThrow())
        .hasMessageContaining("conflict");
  }

  @ParameterizedTest
  @CsvSource({
    "53300, max_connections",
    "53400, temp_file_limit",
    "53100, disk space",
    "57014, statement_timeout",
    "55P03, lock",
    "25006, new primary",
    "28P01, sign-in",
    "3D000, does not exist"
  })
  void what_an_administrator_can_mend_is_named(String state, String words) {
    assertThat(StoreFailures.of(wrapped(new SQLException("text", state))).orElseThrow())
        .hasMessageContainingAll(words, "(SQLSTATE " + state + ")")
        .hasMessageNotContaining("text\"");
  }

  @Test
  void a_pool_without_a_free_connection_may_pass() throws SQLException {
    AgroalDataSourceConfigurationSupplier settings =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(3))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(Postgres.jdbcUrl("postgres"))
                                    .principal(new NamePrincipal("postgres"))));
    try (AgroalDataSource pool = AgroalDataSource.from(settings);
        Connection only = pool.getConnection()) {
      assertThat(only.isValid(5)).isTrue();
      SQLException failure = catchThrowableOfType(SQLException.class, pool::getConnection);
      AppException fault = StoreFailures.of(wrapped(failure)).orElseThrow();
      assertThat(fault.code()).isEqualTo(CommonError.STORE_UNAVAILABLE);
      assertThat(fault).hasMessageContaining("busy").hasMessageNotContaining("SQLSTATE");
    }
  }

  @Test
  void a_fault_of_the_driver_without_a_state_does_not_count_as_one_of_the_pool() {
    assertThat(StoreFailures.of(new PSQLException("Acquisition timeout", null))).isEmpty();
  }

  @Test
  void a_fault_that_hides_behind_another_is_found() {
    IllegalStateException close = new IllegalStateException("close");
    close.addSuppressed(wrapped(new SQLException("text", "57P01")));
    assertThat(StoreFailures.of(close)).isPresent();
  }

  @Test
  void all_else_does_not_pass_by_itself() {
    assertThat(StoreFailures.of(wrapped(new SQLException("key exists", "23505")))).isEmpty();
    assertThat(StoreFailures.of(new IllegalStateException("ours"))).isEmpty();
    AppException ofSource =
        new AppException(
            CommonError.INVALID_REQUEST, "source", new SQLException("source", "57P01"));
    assertThat(StoreFailures.of(ofSource)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P05"})
  void a_text_that_cannot_be_stored_is_a_fault_of_the_request(String state) {
    AppException fault =
        StoreFailures.ofInput(wrapped(new SQLException("text", state))).orElseThrow();
    assertThat(fault.code()).isEqualTo(CommonError.INVALID_REQUEST);
    assertThat(fault.getMessage()).contains("code 0").doesNotContain("text\"");
    assertThat(StoreFailures.of(new SQLException("text", state))).isEmpty();
    assertThat(StoreFailures.ofInput(new SQLException("key exists", "23505"))).isEmpty();
    assertThat(StoreFailures.ofInput(new SQLException("no state"))).isEmpty();
  }

  private static RuntimeException wrapped(SQLException failure) {
    return new IllegalStateException("outer", new IllegalArgumentException("inner", failure));
  }
}
