package io.gazetteer.source.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.source.MalformedDataException;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFault;
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

  private static void fails(String line, Consumer<CopyRow> read, String why) {
    CopyRow row = new CopyRow(ServerText.shared(), "pg_class");
    assertThatThrownBy(
            () -> {
              row.reset(line.getBytes(StandardCharsets.UTF_8));
              read.accept(row);
            })
        .isInstanceOf(MalformedRowException.class)
        .hasMessageContaining(why);
  }

  @Test
  void what_is_missing_or_has_no_meaning_is_named_with_its_object() {
    fails("16384\tname\n", row -> row.text(2), WHERE + "field 3 is missing");
    fails("16384\n", row -> row.number(1), WHERE + "field 2 is missing");
    fails("16384\n", row -> row.flag(1), WHERE + "field 2 is missing");
    fails("16384\n", row -> row.letter(1), WHERE + "field 2 is missing");
    fails("16384\n", row -> row.numbers(1), WHERE + "field 2 is missing");
    fails("16384\n", row -> row.isNull(1), WHERE + "field 2 is missing");
    fails("16384\tx1\n", row -> row.number(1), WHERE + "field 2 is not a number");
    fails("16384\t\n", row -> row.number(1), WHERE + "field 2 is not a number");
    fails("16384\t\\N\n", row -> row.number(1), WHERE + "field 2 is not a number");
    fails("16384\t99999999999999999999\n", row -> row.number(1), WHERE + "field 2 is not a number");
    fails("16384\t3000000000\n", row -> row.intNumber(1), WHERE + "field 2 is too large a number");
    fails("16384\ta\0b\n", row -> row.text(1), WHERE + "field 2 holds a NUL character");
    fails("16384\ta\\\\\0b\n", row -> row.text(1), WHERE + "a field holds a NUL character");
    fails("16384\ta\\", row -> row.text(1), WHERE + "a field ends with a backslash");
    fails("16384\t{\"a\"\n", row -> row.texts(1), WHERE + "it holds JSON that cannot be read");
    fails("16384\t{\"a\":\"\\\\u0000\"}\n", row -> row.texts(1), "JSON in it holds a NUL character");
    fails("1\t".repeat(40), row -> {}, "it has more than 32 fields");
  }

  @Test
  void a_row_does_not_keep_fields_of_the_one_before() {
    CopyRow row = new CopyRow(ServerText.shared(), "pg_class");
    row.reset("1\tname\tcomment\n".getBytes(StandardCharsets.UTF_8));
    assertThat(row.text(2)).isEqualTo("comment");
    row.reset("2\tother\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> row.text(2))
        .isInstanceOf(MalformedRowException.class)
        .hasMessage("row 2 of pg_class (object 2): field 3 is missing");
  }

  @Test
  void numbers_of_64_bits_are_read() {
    CopyRow row = new CopyRow();
    row.reset("-9223372036854775808\t9223372036854775807".getBytes(StandardCharsets.UTF_8));
    assertThat(row.number(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(row.number(1)).isEqualTo(Long.MAX_VALUE);
    fails("16384\t9999999999999999999\n", r -> r.number(1), WHERE + "field 2 is not a number");
  }

  @Test
  void a_written_backslash_before_u0000_is_text() {
    CopyRow row = new CopyRow();
    row.reset("{\"a\":\"\\\\\\\\u0000\"}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(row.texts(0)).containsEntry("a", "\\u0000");
  }

  @Test
  void the_error_names_server_database_and_object() throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = Postgres.connect("postgres")) {
      CopyStream stream = new CopyStream(connection);
      assertThatThrownBy(
              () ->
                  stream.forEach(
                      "SELECT c.oid, 'x' FROM pg_class c WHERE c.oid = 1259",
                      row -> seen.add(row.text(2))))
          .isInstanceOfSatisfying(
              MalformedDataException.class,
              failure -> {
                AppException fault =
                    SourceFault.of(failure, "db1:5432", "shop", "reading columns");
                assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DATA_MALFORMED);
                assertThat(fault.getMessage())
                    .contains("db1:5432", "\"shop\"", "row 1 of pg_class (object 1259)")
                    .contains("field 3 is missing");
              });
    }
    assertThat(seen).isEmpty();
  }
}
