package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationKind;
import org.junit.jupiter.api.Test;

/**
 * Spellings of an extractor's properties that the extractor's documentation has, or catalogs do.
 */
class ExtractorColumnTest {

  private static final ColumnRow.RelationRef TABLE =
      new ColumnRow.RelationRef("public", "orders", RelationKind.TABLE, false);

  private static ColumnRow column(String json) throws JsonProcessingException {
    return ExtractorColumn.of(
        new ExtractorObject((ObjectNode) new ObjectMapper().readTree(json), "a file, line 1"),
        TABLE);
  }

  @Test
  void the_documented_names_are_taken_in_any_case() throws JsonProcessingException {
    ColumnRow column =
        column(
            """
            {"column_name": "id", "Ordinal_Position": "2", "data_type": "numeric", "decimal_digits": 12,
             "NUMERIC_SCALE": 2, "max_length": 40, "column_def": "0", "is_nullable": "NO",
             "constraint_type": "primary key"}""");

    assertThat(column.name()).isEqualTo("id");
    assertThat(column.position()).isEqualTo(2);
    assertThat(column.type().precision()).isEqualTo(12);
    assertThat(column.type().scale()).isEqualTo(2);
    assertThat(column.type().maxLength()).isEqualTo(40);
    assertThat(column.defaultValue()).isEqualTo("0");
    assertThat(column.nullable()).isFalse();
    assertThat(column.keys().primary()).isTrue();
    assertThat(column.keys().foreign()).isFalse();
  }

  @Test
  void all_constraints_may_be_told_at_once() throws JsonProcessingException {
    ColumnRow column =
        column(
            """
            {"COLUMN_NAME": "id", "ORDINAL_POSITION": 1, "DATA_TYPE": "int8",
             "CONSTRAINT_TYPES": "FOREIGN KEY,PRIMARY KEY"}""");

    assertThat(column.keys().primary()).isTrue();
    assertThat(column.keys().foreign()).isTrue();
  }

  @Test
  void names_of_the_information_schema_stand_in() throws JsonProcessingException {
    ColumnRow column =
        column(
            """
            {"COLUMN_NAME": "note", "ORDINAL_POSITION": 1, "DATA_TYPE": "varchar", "COLUMN_DEFAULT": "'x'",
             "CHARACTER_MAXIMUM_LENGTH": 80, "NUMERIC_PRECISION": null}""");

    assertThat(column.defaultValue()).isEqualTo("'x'");
    assertThat(column.type().maxLength()).isEqualTo(80);
    assertThat(column.type().precision()).isNull();
  }
}
