package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of what is inside so many texts that rows are looked at one after another. */
class ManyHitsTest {

  private static SampleTable table;

  @BeforeAll
  static void make_a_table() {
    table = new SampleTable();
    // One in two of all rows, and all but the first seven thousand.
    table.addMany(
        24_000,
        "CASE WHEN i % 2 = 0 THEN 'even_' ELSE 'odd_' END || CASE WHEN i > 7000 THEN 'late_' ELSE '' END || i % 100");
  }

  private static SearchResult<String> page(SearchIndex index, String inside, String more) {
    String query = "{'wildcard': {'listed': {'value': '*%s*'}}}".formatted(inside);
    return table.search(
        index, table.request("{'query': " + query + more + "}"), Duration.ofSeconds(10));
  }

  private static List<String> ids(SearchResult<String> result) {
    return result.hits().stream().map(Hit::row).toList();
  }

  private static void equalPages(String inside, String more) {
    SearchResult<String> plain = page(SampleTable.INDEX, inside, more);
    SearchResult<String> counted = page(SampleTable.COUNTED_TOO, inside, more);
    assertThat(ids(counted)).as(inside + more).isNotEmpty().isEqualTo(ids(plain));
    assertThat(counted.total()).as(inside + more).isEqualTo(plain.total());
  }

  @Test
  void pages_and_totals_are_those_of_all_rows_in_their_order() {
    for (String inside : List.of("even", "dd_", "late", "late_7")) {
      equalPages(inside, ", 'size': 20");
      equalPages(inside, ", 'size': 20, 'from': 60");
      equalPages(inside, ", 'size': 20, 'sort': [{'id': 'desc'}]");
      equalPages(inside, ", 'size': 20, 'sort': ['id'], 'search_after': ['r006990']");
    }
  }

  @Test
  void the_last_page_ends_where_the_rows_end() {
    equalPages("even", ", 'size': 20, 'sort': ['id'], 'search_after': ['r023980']");
    assertThat(
            ids(
                page(
                    SampleTable.COUNTED_TOO,
                    "even",
                    ", 'size': 20, 'sort': ['id'], 'search_after': ['r024000']")))
        .isEmpty();
  }

  @Test
  void paging_to_the_end_finds_each_further_row_once() {
    List<String> found = new ArrayList<>();
    String after = "r020000";
    List<String> next;
    do {
      next =
          ids(
              page(
                  SampleTable.COUNTED_TOO,
                  "late",
                  ", 'size': 100, 'sort': ['id'], 'search_after': ['" + after + "']"));
      found.addAll(next);
      after = found.get(found.size() - 1);
    } while (!next.isEmpty());
    assertThat(found).hasSize(4_000).isSorted().doesNotHaveDuplicates();
  }
}
