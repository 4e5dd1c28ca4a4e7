package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages over ten rows of a definition of 100,000 bytes each, and one of twelve times as much. */
class AnswerBudgetTest {

  private static final long MB = 1_000_000;

  private static SampleTable table;

  private final AnswerBytes request = new AnswerBytes();

  @BeforeAll
  static void create() {
    table = new SampleTable();
  }

  private static SearchIndex index(String rows) {
    return new SearchIndex(
        "(SELECT lpad(CAST(i AS text), 2, '0') AS id, " + rows + ") AS t",
        "t.*",
        path -> Optional.of(new Field("t.id", FieldType.KEYWORD)),
        "t.id",
        10_000);
  }

  private static final SearchIndex DEFINITIONS =
      index("repeat('x', 100000) AS definition FROM generate_series(1, 10) AS i");

  private static final SearchIndex ONE_LARGE =
      index("repeat('x', 1200000) AS definition FROM generate_series(1, 1) AS i");

  private static final SearchIndex SMALL =
      index("'x' AS definition FROM generate_series(1, 10) AS i");

  private List<String> ids(AnswerBudget budget, SearchIndex index, int size) {
    Searcher searcher =
        new Searcher(
            table.jdbi,
            Clock.systemUTC(),
            Duration.ofSeconds(30),
            1,
            Duration.ofSeconds(30),
            budget);
    return searcher
        .search(
            index,
            table.request("{'size': " + size + ", 'sort': [{'id': 'desc'}]}"),
            row -> row.getString("id"))
        .hits()
        .stream()
        .map(Hit::row)
        .toList();
  }

  private static void rejects(SearchError code, String words, Runnable search) {
    assertThatThrownBy(search::run)
        .isInstanceOfSatisfying(
            AppException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  @Test
  void a_page_is_handed_out_in_order_up_to_the_limit_and_rejected_above_it() {
    AnswerBudget budget = new AnswerBudget(MB, 10 * MB, request);
    assertThat(ids(budget, DEFINITIONS, 9))
        .containsExactlyElementsOf(
            IntStream.range(0, 9).mapToObj(i -> "%02d".formatted(10 - i)).toList());
    request.release();
    rejects(
        SearchError.INVALID_QUERY,
        "have 1.0 MB, and one answer holds at most 1.0 MB; ask for fewer at a time",
        () -> ids(budget, DEFINITIONS, 10));
  }

  @Test
  void the_limit_holds_for_everything_that_one_answer_is_made_of() {
    AnswerBudget budget = new AnswerBudget(MB, 10 * MB, request);
    assertThat(ids(budget, DEFINITIONS, 6)).hasSize(6);
    rejects(SearchError.INVALID_QUERY, "fewer", () -> ids(budget, DEFINITIONS, 6));
    rejects(SearchError.INVALID_QUERY, "fewer", () -> ids(budget, ONE_LARGE, 1));
  }

  @Test
  void a_single_asset_is_handed_out_whatever_its_size() {
    assertThat(ids(new AnswerBudget(MB, MB, request), ONE_LARGE, 1)).containsExactly("01");
  }

  @Test
  void rows_beyond_the_limit_do_not_leave_the_database() {
    AnswerBudget budget = new AnswerBudget(MB, 10 * MB, request);
    String query = "SELECT repeat('x', 100000) AS definition FROM generate_series(1, %d)";
    assertThat(count(budget.bounded(query.formatted(9)))).isEqualTo(9);
    assertThat(count(budget.bounded(query.formatted(10)))).isEqualTo(1);
  }

  private static long count(String query) {
    return table.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM (" + query + ") AS bounded")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void answers_that_are_too_large_together_come_one_after_the_other() {
    Requests requests = new Requests();
    AnswerBudget budget = new AnswerBudget(MB, MB, requests);
    AnswerBytes first = new AnswerBytes();
    requests.current = first;
    assertThat(ids(budget, DEFINITIONS, 6)).hasSize(6);

    requests.current = new AnswerBytes();
    rejects(SearchError.TOO_MANY_SEARCHES, "try again soon", () -> ids(budget, DEFINITIONS, 6));
    assertThat(ids(budget, SMALL, 10)).as("small answers are made in any case").hasSize(10);
    first.release();
    assertThat(ids(budget, DEFINITIONS, 6)).hasSize(6);
  }

  /** Stands for the request that is going on, as the container's proxy does. */
  private static final class Requests extends AnswerBytes {

    private AnswerBytes current;

    @Override
    long bytes() {
      return current.bytes();
    }

    @Override
    void add(long more, Runnable release) {
      current.add(more, release);
    }
  }
}
