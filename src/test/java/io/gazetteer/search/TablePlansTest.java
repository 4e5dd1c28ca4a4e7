package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.search.dsl.SearchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL finds a page of rows that are split over several tables. */
class TablePlansTest {

  private static final String PART = "00001770-abcd-7000-8000-000000000002";

  private static SplitRows rows;

  @BeforeAll
  static void store_many_things_and_parts() {
    rows = new SplitRows(6_000, "4", "'n' || (i * 7 + s * 31) % 3000");
    rows.jdbi.useHandle(
        handle ->
            handle.execute(
                "CREATE INDEX ON thing (name); CREATE INDEX ON part (name); ANALYZE thing, part"));
  }

  private static String plan(String body) {
    SearchRequest request = rows.request(body);
    List<TablePage> pages = new ArrayList<>();
    for (SearchTable table : SplitRows.IN_TWO.tables()) {
      SqlFragment condition =
          QueryCompiler.compile(request.hitQuery(), table.fields(), SampleTable.NOW);
      TableOrder order = TableOrder.of(table, request, SampleTable.NOW);
      pages.add(TablePage.amongAllRows(order, condition));
    }
    SqlFragment statement = new PageStatement(pages, request, false).build();
    return rows.jdbi.inTransaction(
        handle -> {
          StatementRunner statements =
              new StatementRunner(
                  handle.getConnection(),
                  Deadline.after(Duration.ofSeconds(10)),
                  new AnswerBudget(1, 1, new AnswerBytes()));
          return String.join(
              "\n",
              statements.list(
                  statement.within("EXPLAIN (COSTS OFF) ", ""), row -> row.getString(1)));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'size': 20}",
        "{'size': 20, 'sort': [{'guid': 'desc'}]}",
        "{'size': 20, 'sort': ['guid'], 'search_after': ['" + PART + "']}",
        "{'size': 20, 'sort': [{'guid': 'desc'}], 'search_after': ['" + PART + "']}",
        "{'size': 20, 'query': {'term': {'guid': '" + PART + "'}}}",
        "{'size': 20, 'sort': ['name']}",
        "{'size': 20, 'sort': ['name'], 'search_after': ['n77', '" + PART + "']}"
      })
  void a_page_walks_indexes(String body) {
    assertThat(plan(body)).doesNotContain("Seq Scan");
  }

  @Test
  void the_tie_breaker_of_a_table_is_walked_by_its_key_and_not_sorted() {
    String plan = plan("{'size': 20}");
    assertThat(plan).contains("Index Only Scan using part_pkey").doesNotContain("Sort Key: p");
  }

  @Test
  void a_page_after_a_row_starts_at_that_row() {
    assertThat(plan("{'size': 20, 'search_after': ['" + PART + "']}"))
        .contains("Index Cond: (thing >= ")
        .doesNotContain("Sort Key: p");
    assertThat(plan("{'size': 20, 'sort': ['name'], 'search_after': ['n77', '" + PART + "']}"))
        .containsPattern("part_name_idx on part p_1\\s+Index Cond: \\(name >= 'n77'");
  }

  @Test
  void a_table_without_a_field_is_not_sorted_by_it() {
    assertThat(plan("{'sort': ['note', 'guid'], 'search_after': [null, '" + PART + "']}"))
        .contains("Sort Key: t_1.note", "Index Cond: (thing >= ")
        .doesNotContain("Sort Key: p");
  }

  @Test
  void a_guid_is_found_by_the_key() {
    assertThat(plan("{'query': {'term': {'guid': '" + PART + "'}}}"))
        .containsPattern("part_pkey on part p_1\\s+Index Cond: \\(\\(thing = .*AND \\(slot = 2\\)");
  }
}
