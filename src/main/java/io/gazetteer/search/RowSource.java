package io.gazetteer.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows to count: those of a table, or of a summary, that meet a condition.
 *
 * @param rows what follows FROM
 * @param joins what follows it where the condition or an expression names it
 * @param weight how many rows of the index a row there stands for
 */
record RowSource(
    String rows, List<SearchTable.Join> joins, FieldMap fields, String weight, SqlFragment where) {

  private static final String ONE = "1";

  static RowSource of(TableRows matching) {
    SearchTable table = matching.table();
    return new RowSource(table.rows(), table.joins(), table.fields(), ONE, matching.where());
  }

  static RowSource of(SearchSummary summary, SqlFragment where) {
    return new RowSource(summary.from(), List.of(), summary.fields(), summary.rows(), where);
  }

  SqlFragment count() {
    String counted = weight.equals(ONE) ? "count(*)" : "coalesce(sum(" + weight + "), 0)";
    return new SqlText()
        .add("SELECT " + counted + " FROM " + from("") + " WHERE ")
        .add(where)
        .build();
  }

  /**
   * One row per row and different value of a field, {@code bucket_key}, and how many rows of the
   * index it stands for, {@code bucket_weight}.
   */
  SqlFragment values(Field field) {
    String from = weight + " AS bucket_weight FROM " + from(field.sql());
    String select =
        switch (field.type()) {
          case KEYWORDS ->
              "elements.element COLLATE \"C\" AS bucket_key, "
                  + from
                  + ", LATERAL (SELECT DISTINCT element FROM unnest("
                  + field.sql()
                  + ") AS element) AS elements";
          case KEYWORD, TEXT -> "(" + field.sql() + ") COLLATE \"C\" AS bucket_key, " + from;
          case GUID -> "CAST(" + field.sql() + " AS text) AS bucket_key, " + from;
          case NUMBER, BOOLEAN, TIME -> "(" + field.sql() + ") AS bucket_key, " + from;
        };
    return new SqlText().add("SELECT " + select + " WHERE ").add(where).build();
  }

  private String from(String expression) {
    return rows + SearchTable.Join.named(joins, Stream.of(where.sql(), expression));
  }
}
