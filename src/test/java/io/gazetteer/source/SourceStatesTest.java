package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.common.AppException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The meaning of each SQLSTATE that PostgreSQL documents, as src/test/resources/sqlstates.txt says.
 */
class SourceStatesTest {

  private static final Path DOCUMENTED = Path.of("src/test/resources/sqlstates.txt");

  record Documented(String state, String reading, String connecting) {}

  static List<Documented> documented() throws IOException {
    try (Stream<String> lines = Files.lines(DOCUMENTED)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .map(
              parts -> {
                String[] codes = parts[2].split("/", -1);
                return new Documented(parts[0], codes[0], codes[codes.length - 1]);
              })
          .toList();
    }
  }

  /** As the driver throws it after an error message of the server. */
  private static SQLException answered(String state) {
    return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Mcard 4111\0"));
  }

  private static AppException fault(String state, String doing) {
    return SourceFailures.of(answered(state), "db:5432", "sales", "reader", doing);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void each_documented_state_has_the_code_and_words_that_were_decided(Documented row) {
    AppException reading = fault(row.state, "reading the catalog");
    AppException connecting =
        SourceFailures.connecting(answered(row.state), "db:5432", "sales", "reader");

    assertThat(reading.code()).hasToString("SOURCE_" + row.reading);
    assertThat(connecting.code()).hasToString("SOURCE_" + row.connecting);
    for (AppException fault : List.of(reading, connecting)) {
      assertThat(fault.getMessage())
          .contains("db:5432", "(SQLSTATE " + row.state + ", while ")
          .doesNotContain("{", "}", "4111", "..");
    }
  }

  @Test
  void all_documented_states_are_there() throws IOException {
    assertThat(documented()).hasSize(252).extracting(Documented::state).doesNotHaveDuplicates();
  }

  @Test
  void an_unknown_state_is_reported_by_its_class_or_else_as_unexpected() {
    assertThat(fault("57ABC", "reading").code()).isEqualTo(SourceError.SOURCE_CANCELLED);
    assertThat(fault("ZZ999", "reading"))
        .hasMessageContaining("that no read should cause")
        .extracting(AppException::code)
        .isEqualTo(SourceError.SOURCE_FAILED);
  }

  @Test
  void what_passes_by_itself_is_retried_and_what_needs_a_person_is_not() {
    assertThat(Stream.of("57014", "53100", "53200", "53300", "40001", "40P01", "57P01", "57P03"))
        .allMatch(state -> fault(state, "reading").code().retryable());
    assertThat(Stream.of("53400", "54001", "55000", "42501", "42P01", "XX001", "58P01", "57P04"))
        .noneMatch(state -> fault(state, "reading").code().retryable());
  }
}
