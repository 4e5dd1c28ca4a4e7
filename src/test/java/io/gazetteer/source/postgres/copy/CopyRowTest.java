package io.gazetteer.source.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.source.MalformedDataException;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.testing.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CopyRowTest {

  private static final String WHERE = "row 1 of pg_class (object 16384): ";

  private enum Field {
    VALUE,
    OID
  }

  private static CopyRow<Field> row(String line) {
    CopyRow<Field> row =
        new CopyRow<>(
            ServerEncodings.shared(),
            "SELECT c.oid, c.relname AS value FROM pg_class c",
            Field.class);
    row.reset(line.getBytes(StandardCharsets.UTF_8));
    return row;
  }

  private static void fails(String value, Consumer<CopyRow<Field>> read, String why) {
    assertThatThrownBy(() -> read.accept(row("16384\t" + value)))
        .isInstanceOf(MalformedRowException.class)
        .hasMessageContaining(why);
  }

  @Test
  void what_has_no_meaning_is_named_with_its_object() {
    fails("x1\n", row -> row.number(Field.VALUE), WHERE + "field value is not a number");
    fails("\n", row -> row.number(Field.VALUE), WHERE + "field value is not a number");
    fails("\\N\n", row -> row.number(Field.VALUE), WHERE + "field value is not a number");
    fails(
        "99999999999999999999\n",
        row -> row.number(Field.VALUE),
        WHERE + "field value is not a number");
    fails(
        "3000000000\n",
        row -> row.intNumber(Field.VALUE),
        WHERE + "field value is too large a number");
    fails("a\0b\n", row -> row.text(Field.VALUE), WHERE + "field value holds a NUL character");
    fails("a\\\\\0b\n", row -> row.text(Field.VALUE), WHERE + "a field holds a NUL character");
    fails("a\\", row -> row.text(Field.VALUE), WHERE + "a field ends with a backslash");
    fails("{\"a\"\n", row -> row.texts(Field.VALUE), WHERE + "it holds JSON that cannot be read");
    fails(
        "{\"a\":\"\\\\u0000\"}\n",
        row -> row.texts(Field.VALUE),
        "JSON in it holds a NUL character");
  }

  @Test
  void a_row_has_as_many_fields_as_the_query_has_columns() {
    assertThatThrownBy(() -> row("16384\n"))
        .isInstanceOf(MalformedRowException.class)
        .hasMessage(WHERE + "it has 1 fields instead of 2");
    assertThatThrownBy(() -> row("16384\ta\tb\n"))
        .isInstanceOf(MalformedRowException.class)
        .hasMessage(WHERE + "it has more than 2 fields");
  }

  @Test
  void columns_are_found_by_name_wherever_the_query_returns_them() {
    CopyRow<Field> other =
        new CopyRow<>(
            ServerEncodings.shared(),
            "SELECT c.relname AS value, c.oid FROM pg_class c",
            Field.class);
    other.reset("orders\t7\n".getBytes(StandardCharsets.UTF_8));
    assertThat(other.text(Field.VALUE)).isEqualTo("orders");
    assertThat(other.number(Field.OID)).isEqualTo(7);
    assertThat(row("7\torders\n").text(Field.VALUE)).isEqualTo("orders");
  }

  @Test
  void a_name_that_the_query_does_not_return_fails_before_it_is_sent() {
    for (String query :
        List.of(
            "SELECT c.oid, c.relname FROM pg_class c",
            "SELECT c.oid FROM pg_class c",
            "SELECT c.oid, c.relname AS value, c.relkind FROM pg_class c")) {
      assertThatThrownBy(() -> new CopyRow<>(ServerEncodings.shared(), query, Field.class))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void numbers_of_64_bits_are_read() {
    CopyRow<Field> row = row("-9223372036854775808\t9223372036854775807");
    assertThat(row.number(Field.OID)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.number(Field.VALUE)).isEqualTo(Long.MAX_VALUE);
    fails(
        "9999999999999999999\n",
        other -> other.number(Field.VALUE),
        WHERE + "field value is not a number");
  }

  @Test
  void a_written_backslash_before_u0000_is_text() {
    assertThat(row("7\t{\"a\":\"\\\\\\\\u0000\"}\n").texts(Field.VALUE))
        .containsEntry("a", "\\u0000");
  }

  @Test
  void the_error_names_server_database_and_object() throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = Postgres.connect("postgres")) {
      CopyStream stream = new CopyStream(connection);
      assertThatThrownBy(
              () ->
                  stream.forEach(
                      "SELECT c.oid, 'x' AS value FROM pg_class c WHERE c.oid = 1259",
                      Field.class,
                      row -> seen.add(String.valueOf(row.number(Field.VALUE)))))
          .isInstanceOfSatisfying(
              MalformedDataException.class,
              failure -> {
                AppException fault =
                    SourceFailures.of(failure, "db1:5432", "shop", "reading columns");
                assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DATA_MALFORMED);
                assertThat(fault.getMessage())
                    .contains("db1:5432", "\"shop\"", "row 1 of pg_class (object 1259)")
                    .contains("field value is not a number");
              });
    }
    assertThat(seen).isEmpty();
  }
}
