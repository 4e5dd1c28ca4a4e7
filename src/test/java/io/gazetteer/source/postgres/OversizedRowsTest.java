package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.RelationKind;
import io.gazetteer.testing.CollectedRows;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OversizedRowsTest {

  /** Options that count how often they are looked at. */
  private static final class Watched extends AbstractList<String> {

    private int looks;

    @Override
    public String get(int index) {
      looks++;
      return "name=value";
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private static ColumnRow column(String comment, List<String> options) {
    return new ColumnRow(
        new ColumnRow.RelationRef("public", "t", RelationKind.TABLE, false),
        "c",
        1,
        new ColumnRow.Type("int", "int4", null, null, null, null, null),
        true,
        null,
        Set.of(),
        null,
        null,
        comment,
        options,
        ColumnRow.Keys.NONE,
        null,
        List.of(),
        new Privileges(List.of(), Map.of()),
        Map.of());
  }

  @Test
  void a_read_that_begins_after_an_oversized_value_does_not_look_into_its_rows() {
    CollectedRows before = new CollectedRows();
    OversizedValues first = new OversizedValues(before);
    first.column(column(OversizedValue.mark(9_000_000), List.of()));
    assertThat(before.columns)
        .extracting(ColumnRow::comment)
        .containsExactly("(not read: 9000000 bytes)");
    assertThat(first.warnings())
        .singleElement()
        .asString()
        .startsWith("The comment of column public.t.c cannot be read");

    Watched options = new Watched();
    ColumnRow row = column("short", options);
    CollectedRows after = new CollectedRows();
    OversizedValues second = new OversizedValues(after);
    second.column(row);

    assertThat(after.columns).singleElement().isSameAs(row);
    assertThat(options.looks).isZero();
    assertThat(second.warnings()).isEmpty();
  }

  @Test
  void a_row_without_one_is_handed_on_as_it_is_after_a_row_with_one() {
    CollectedRows rows = new CollectedRows();
    OversizedValues sink = new OversizedValues(rows);
    sink.column(column("short", List.of(OversizedValue.mark(9_000_000), "b=2")));
    ColumnRow row = column("short", List.of("a=1"));
    sink.column(row);

    assertThat(rows.columns.get(0).foreignOptions())
        .containsExactly("(not read: 9000000 bytes)", "b=2");
    assertThat(rows.columns.get(1)).isSameAs(row);
    assertThat(sink.warnings()).hasSize(1);
  }
}
