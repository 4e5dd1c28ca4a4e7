package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.ServerEncodings;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyColumnsTest {

  private static final long LAST_OID = 0xffffffffL;

  private final KeyColumns columns = new KeyColumns();
  private final CopyRow<KeyColumns.Field> row =
      new CopyRow<>(
          ServerEncodings.shared(),
          CatalogSql.text(KeyColumns.class, "columns"),
          KeyColumns.Field.class);

  private void add(long relation, int number, String name) {
    String line = relation + "\t" + number + "\t" + name + "\t23\t0\n";
    row.reset(line.getBytes(StandardCharsets.UTF_8));
    columns.add(row);
  }

  @Test
  void each_of_many_columns_is_found_again_and_no_other() {
    for (int relation = 1; relation <= 20_000; relation++) {
      add(relation, 1, "id");
      add(relation, 1600, "c" + relation % 7);
      // As several keys name it.
      add(relation, 1, "id");
    }
    add(LAST_OID, 32767, "last");

    for (int relation = 1; relation <= 20_000; relation++) {
      assertThat(columns.names(relation, new int[] {1600, 0, 1}))
          .containsExactly("c" + relation % 7, "id");
      assertThat(columns.column(relation, 2)).isNull();
    }
    assertThat(columns.column(LAST_OID, 32767)).isEqualTo(new KeyColumns.Column("last", 23, 0));
    assertThat(columns.column(LAST_OID, 1)).isNull();
    assertThat(columns.column(20_001, 1)).isNull();
  }

  @Test
  void nothing_is_found_where_nothing_was_read() {
    assertThat(columns.column(16384, 1)).isNull();
    assertThat(columns.names(16384, new int[] {1})).containsExactly("unknown (column 1)");
  }

  @Test
  void system_columns_have_their_names_and_what_is_no_column_has_none() {
    add(16384, 1, "a");
    int[] numbers = {0, -1, 1, -2, -3, -4, -5, -6, 0};
    assertThat(columns.names(16384, numbers))
        .containsExactly("ctid", "a", "xmin", "cmin", "xmax", "cmax", "tableoid");
    assertThat(KeyColumns.countOthers(numbers)).isEqualTo(2);
  }

  @Test
  void names_are_those_of_a_part_of_the_numbers() {
    add(16384, 1, "a");
    add(16384, 2, "b");
    assertThat(columns.names(16384, new int[] {2, 1, 2}, 1, 3)).containsExactly("a", "b");
    assertThat(columns.names(16384, new int[] {2, 1}, 2, 2)).isEmpty();
  }
}
