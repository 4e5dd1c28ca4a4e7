package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pages of what is inside so many texts that only the first rows of each table are looked at. The
 * first five thousand parts end long before the first five thousand things do.
 */
class ManyHitsInTablesTest {

  private static final List<String> SORTS = List.of("['guid']", "[{'guid': 'desc'}]");

  private static SplitRows rows;

  @BeforeAll
  static void store_more_things_and_parts_than_are_looked_at() {
    // Things match 'late' a little before the first parts do.
    rows =
        new SplitRows(
            6_000,
            "3",
            "CASE WHEN i > CASE s WHEN 0 THEN 1600 ELSE 1660 END THEN 'late_' ELSE 'soon_' END"
                + " || CASE WHEN i % 2 = 0 THEN 'even_' ELSE 'odd_' END || i % 50");
  }

  private static void equalPages(String inside, String more) {
    String query = "{'wildcard': {'listed': {'value': '*%s*'}}}".formatted(inside);
    String body = "{'query': " + query + ", " + more + "}";
    SearchResult<String> expected = rows.search(SplitRows.IN_ONE, rows.request(body));
    assertThat(expected.hits()).as(body).isNotEmpty();
    for (SearchIndex index : List.of(SplitRows.IN_TWO, SplitRows.IN_THREE)) {
      SearchResult<String> found = rows.search(SplitRows.counted(index), rows.request(body));
      assertThat(found.hits()).as(body).isEqualTo(expected.hits());
      assertThat(found.total()).as(body).isEqualTo(expected.total());
    }
  }

  @Test
  void pages_and_totals_are_those_of_all_rows_in_their_order() {
    for (String inside : List.of("late", "even", "dd_", "soon", "late_odd_7")) {
      for (String sort : SORTS) {
        equalPages(inside, "'size': 20, 'sort': " + sort);
        equalPages(inside, "'size': 100, 'sort': " + sort);
        equalPages(inside, "'size': 30, 'from': 70, 'sort': " + sort);
      }
    }
  }

  @Test
  void pages_after_a_row_are_those_of_all_rows_in_their_order() {
    // Of a thing, of a part, and of neither.
    for (String number :
        List.of("00001770-abcd-7000-8000-0000000000", "00002ee0-abcd-7000-8000-0000000000")) {
      for (String slot : List.of("00", "02", "09")) {
        for (String sort : SORTS) {
          equalPages(
              "late",
              "'size': 90, 'sort': %s, 'search_after': ['%s']".formatted(sort, number + slot));
        }
      }
    }
  }
}
