package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.search.SampleTable.Row;
import io.gazetteer.search.dsl.AggregationWriter;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchError;
import io.gazetteer.search.dsl.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clauses, answers and refusals over a handful of rows that are known one by one. */
class SearcherTest {

  private static SampleTable table;

  @BeforeAll
  static void fill() {
    table = new SampleTable();
    table.add(
        row(
            "1",
            "atlan-postgres-1684500411",
            "Order items",
            1L,
            true,
            "2024-05-15T10:00:00Z",
            "x|y"));
    table.add(
        row(
            "2",
            "atlan-postgres-12",
            "the ORDER_item line",
            2L,
            false,
            "2024-05-14T23:59:59.999Z",
            "y"));
    table.add(row("3", "Table", "items of an order", 3L, null, "2024-04-30T00:00:00Z", null));
    table.add(row("4", null, null, null, null, null, null));
  }

  private static Row row(
      String id, String key, String text, Long number, Boolean flag, String time, String tags) {
    return new Row(
        id,
        key,
        text,
        number,
        flag,
        time == null ? null : Instant.parse(time),
        tags == null ? null : List.of(tags.split("\\|")));
  }

  private static void finds(String query, String... ids) {
    assertThat(table.ids(query)).as(query).containsExactly(ids);
  }

  private static void refuses(SearchError code, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AppException.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private static void refuses(SearchError code, String words, String query) {
    refuses(code, words, () -> table.ids(query));
  }

  @Test
  void regexp_is_anchored_and_takes_the_form_of_the_sdks() {
    finds("{'regexp': {'key': {'value': 'atlan[-]postgres[-][0-9]{10}'}}}", "1");
    finds("{'regexp': {'key': 'tab'}}");
    finds("{'regexp': {'key': '^Table$'}}");
    finds("{'regexp': {'key': {'value': 'tABLE', 'case_insensitive': true}}}", "3");
    refuses(SearchError.INVALID_QUERY, "operator ~", "{'regexp': {'key': '~a'}}");
    refuses(
        SearchError.INVALID_QUERY, "repetitions", "{'regexp': {'key': '((a{200}){200}){200}'}}");
    refuses(SearchError.INVALID_QUERY, "key", "{'regexp': {'key': '(a'}}");
  }

  @Test
  void term_prefix_and_terms_compare_whole_values() {
    finds("{'term': {'key': 'Table'}}", "3");
    finds("{'term': {'key': {'value': 'TABLE', 'case_insensitive': true, 'boost': 2}}}", "3");
    finds("{'term': {'kind': 'TABLE'}}", "3");
    finds("{'terms': {'key': ['Table', 'none'], 'boost': 1}}", "3");
    finds("{'terms': {'tags': ['x', 'y']}}", "1", "2");
    finds("{'prefix': {'key': {'value': 'atlan-postgres-1'}}}", "1", "2");
    finds("{'wildcard': {'key': {'wildcard': '*-1?'}}}", "2");
    finds("{'ids': {'values': ['1']}}");
  }

  @Test
  void text_is_searched_by_words() {
    finds("{'match': {'text': {'query': 'ORDER items', 'operator': 'and'}}}", "1", "3");
    finds("{'match': {'text': 'item'}}", "2");
    finds("{'match_phrase': {'text': 'order items'}}", "1");
    finds("{'multi_match': {'query': 'Table line', 'fields': ['key^3', 'text']}}", "2");
    finds("{'term': {'text': 'Order'}}");
    finds("{'term': {'anyText': 'Order'}}", "1", "2", "3");
    finds("{'terms': {'anyText': ['LINE', '']}}", "2");
  }

  @Test
  void ranges_take_date_maths_and_count_whole_days() {
    finds("{'range': {'time': {'gte': 'now-1d/d', 'lt': 'now/d'}}}", "2");
    finds("{'range': {'time': {'gte': 'now-3h'}}}", "1");
    finds("{'range': {'time': {'lte': '2024-05-14'}}}", "2", "3");
    finds("{'range': {'time': {'gt': '2024-05-14'}}}", "1");
    finds("{'range': {'time': {'gte': '2024-04-15||+1M'}}}", "1");
    finds("{'range': {'time': {'gte': 1715767200000}}}", "1");
    finds("{'range': {'time': {'gte': '2024-05-15T05:30:00', 'time_zone': '-04:30'}}}", "1");
    finds("{'range': {'number': {'gt': 1, 'lte': 3.0}}}", "2", "3");
    refuses(SearchError.INVALID_QUERY, "time: 'soon'", "{'range': {'time': {'gte': 'soon'}}}");
    refuses(SearchError.INVALID_QUERY, "number: 'x'", "{'range': {'number': {'gte': 'x'}}}");
    refuses(SearchError.INVALID_QUERY, "flag: 'yes'", "{'term': {'flag': 'yes'}}");
  }

  @Test
  void must_not_finds_rows_whose_field_is_null() {
    finds("{'bool': {'must_not': {'term': {'flag': true}}}}", "2", "3", "4");
    finds(
        "{'bool': {'must_not': [{'exists': {'field': 'unknown'}}, {'exists': {'field': 'key'}}]}}",
        "4");
    finds("{'bool': {'must_not': [{'bool': {'must_not': [{'term': {'flag': true}}]}}]}}", "1");
  }

  @Test
  void should_is_needed_only_where_nothing_else_is() {
    String should = "'should': [{'term': {'id': '1'}}, {'term': {'number': 1}}]";
    finds("{'bool': {" + should + "}}", "1");
    finds("{'bool': {'filter': {'exists': {'field': 'flag'}}, " + should + "}}", "1", "2");
    finds("{'bool': {" + should + ", 'minimum_should_match': '3'}}");
    finds("{'bool': {" + should + ", 'minimum_should_match': '100%'}}", "1");
    finds(
        "{'nested': {'path': 'p', 'query': {'constant_score': {'filter': {'term': {'id': '4'}}}}}}",
        "4");
    finds("{'function_score': {'query': {'term': {'id': '4'}}, 'functions': []}}", "4");
  }

  @Test
  void what_is_not_served_is_named() {
    refuses(SearchError.UNSUPPORTED_CLAUSE, "span_near", "{'span_near': {}}");
    refuses(SearchError.UNSUPPORTED_CLAUSE, "fuzzy", "{'bool': {'must': {'fuzzy': {'key': 'a'}}}}");
    refuses(
        SearchError.UNSUPPORTED_CLAUSE,
        "significant_terms",
        () -> table.request("{'aggs': {'a': {'significant_terms': {'field': 'key'}}}}"));
  }

  @Test
  void limits_hold() {
    String deep = "{'match_all': {}}";
    for (int i = 0; i < 31; i++) {
      deep = "{'bool': {'must': " + deep + "}}";
    }
    refuses(SearchError.INVALID_QUERY, "30 deep", deep);
    String many = "{'match_all': {}},".repeat(1001);
    refuses(SearchError.INVALID_QUERY, "1000 clauses", "{'bool': {'must': [" + many + "{}]}}");
    refuses(
        SearchError.INVALID_QUERY, "10000", "{'terms': {'key': [" + "1,".repeat(10_000) + "1]}}");
    refuses(SearchError.INVALID_QUERY, "size", () -> table.request("{'size': -1, 'from': 'x'}"));
    refuses(
        SearchError.INVALID_QUERY,
        "10000 hits",
        () -> table.search(table.request("{'size': 10001}")));
    refuses(SearchError.INVALID_QUERY, "digits", "{'term': {'number': 1e999999}}");
  }

  @Test
  void hostile_values_are_only_values() {
    for (String value :
        List.of("'; DROP TABLE sample; --", "$$;$$", "z?", ":x", "<x>", "\\", "%", "*/")) {
      String quoted = new ObjectMapper().valueToTree(value).toString();
      for (String clause : List.of("term", "prefix", "wildcard", "match", "match_phrase")) {
        for (String field : List.of("key", "text", "tags", value)) {
          JsonNode body =
              new ObjectMapper()
                  .createObjectNode()
                  .set(
                      "query",
                      new ObjectMapper()
                          .createObjectNode()
                          .set(clause, new ObjectMapper().createObjectNode().put(field, value)));
          assertThat(table.ids(RequestParser.parse(body))).as(quoted).isEmpty();
        }
      }
    }
    refuses(SearchError.INVALID_QUERY, "NUL", "{'term': {'key': 'a\\u0000'}}");
    refuses(SearchError.INVALID_QUERY, "NUL", "{'prefix': {'key': '\\ud800'}}");
    assertThat(table.ids("{'match_all': {}}")).hasSize(4);
  }

  @Test
  void sorts_put_nulls_last_and_hand_out_values_to_go_on_from() {
    SearchResult<String> first =
        table.search(
            table.request(
                "{'size': 3, 'sort': [{'time': {'order': 'desc'}}, '_score', {'none': 'asc'}]}"));
    assertThat(first.total()).isEqualTo(4);
    assertThat(first.hits()).extracting(Hit::row).containsExactly("1", "2", "3");
    assertThat(first.hits().get(0).sortValues()).containsExactly(1715767200000L, "1");
    assertThat(
            table.ids(
                table.request(
                    "{'sort': [{'time': 'desc'}], 'search_after': [1714435200000, '3']}")))
        .containsExactly("4");
    assertThat(table.search(table.request("{'sort': [{'id': 'desc'}]}")).hits().get(0).sortValues())
        .containsExactly("4");
    refuses(
        SearchError.INVALID_QUERY,
        "search_after",
        () -> table.search(table.request("{'search_after': [1, 2, 3]}")));
    refuses(
        SearchError.INVALID_QUERY,
        "search_after",
        () -> table.search(table.request("{'sort': ['number'], 'search_after': [1e999]}")));
  }

  @Test
  void aggregations_answer_in_the_known_form_and_pass_over_the_post_filter() throws IOException {
    SearchResult<String> result =
        table.search(
            table.request(
                "{'size': 0, 'post_filter': {'term': {'id': '1'}}, 'aggs': {'tags': {'terms':"
                    + " {'field': 'tags', 'size': 1}, 'aggs': {'n': {'sum': {'field':"
                    + " 'number'}}}},'flags': {'terms': {'field': 'flag'}},'keys': {'terms':"
                    + " {'field': 'key', 'include': 'Ta.*'}},'none': {'missing': {'field':"
                    + " 'key'}},'last': {'max': {'field': 'time'}},'mean': {'avg': {'field':"
                    + " 'unknown'}},'kinds': {'cardinality': {'field': 'tags'}}}}"));
    assertThat(result.total()).isEqualTo(1);
    String expected =
        "{'tags':{'doc_count_error_upper_bound':0,'sum_other_doc_count':1,'buckets':[{'key':'y','doc_count':2,'n':{'value':3.0}}]},"
            + "'flags':{'doc_count_error_upper_bound':0,'sum_other_doc_count':0,'buckets':["
            + "{'key':0,'key_as_string':'false','doc_count':1},{'key':1,'key_as_string':'true','doc_count':1}]},"
            + "'keys':{'doc_count_error_upper_bound':0,'sum_other_doc_count':0,'buckets':[{'key':'Table','doc_count':1}]},"
            + "'none':{'doc_count':1},'last':{'value':1.7157672E12},'mean':{'value':null},'kinds':{'value':2}}";
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(AggregationWriter.write(result.aggregations()).toString()))
        .isEqualTo(json.readTree(expected.replace('\'', '"')));
  }

  @Test
  void a_query_that_takes_too_long_is_stopped() {
    SearchIndex slow =
        new SearchIndex(
            "sample AS t CROSS JOIN LATERAL pg_sleep(5)",
            "t.id",
            SampleTable.INDEX.fields(),
            "t.id",
            10);
    refuses(
        SearchError.QUERY_TIMEOUT,
        "narrow",
        () -> table.search(slow, table.request("{}"), Duration.ofMillis(200)));
  }

  @Test
  void all_statements_of_a_search_share_its_time() {
    SearchIndex slow =
        new SearchIndex(
            "sample AS t CROSS JOIN LATERAL pg_sleep(0.25)",
            "t.id",
            SampleTable.INDEX.fields(),
            "t.id",
            10);
    String aggregations =
        IntStream.range(0, 8)
            .mapToObj(i -> "'a" + i + "': {'value_count': {'field': 'key'}}")
            .collect(Collectors.joining(","));
    refuses(
        SearchError.QUERY_TIMEOUT,
        "fewer aggregations",
        () ->
            table.search(
                slow,
                table.request("{'size': 0, 'aggs': {" + aggregations + "}}"),
                Duration.ofSeconds(1)));
  }

  @Test
  void a_search_within_a_transaction_leaves_its_limit_of_time_as_it_was() {
    table.jdbi.useTransaction(
        handle -> {
          handle.execute("SET LOCAL statement_timeout = '77s'");
          table.search(table.request("{}"));
          assertThat(handle.createQuery("SHOW statement_timeout").mapTo(String.class).one())
              .isEqualTo("77s");
        });
  }

  @Test
  void one_search_more_than_may_run_is_told_to_come_again() {
    Searcher full =
        new Searcher(
            table.jdbi,
            Clock.systemUTC(),
            Duration.ofSeconds(10),
            0,
            Duration.ofMillis(10),
            new AnswerBudget(1, 1, new AnswerBytes()));
    refuses(
        SearchError.TOO_MANY_SEARCHES,
        "again",
        () -> full.search(SampleTable.INDEX, table.request("{}"), row -> row.getString(1)));
    assertThat(SearchError.TOO_MANY_SEARCHES.status()).isEqualTo(429);
    assertThat(SearchError.TOO_MANY_SEARCHES.retryAfterSeconds()).isPositive();
  }

  @Test
  void keys_of_buckets_are_not_handed_out_without_end() {
    SearchIndex longKeys =
        new SearchIndex(
            "(SELECT i AS id FROM generate_series(1, 200) AS i) AS t",
            "t.id",
            path -> Optional.of(new Field("repeat('x', 100000) || t.id", FieldType.KEYWORD)),
            "t.id",
            10);
    refuses(
        SearchError.INVALID_QUERY,
        "8 MB",
        () ->
            table.search(
                longKeys,
                table.request(
                    "{'size': 0, 'aggs': {'a': {'terms': {'field': 'any', 'size': 200}}}}"),
                Duration.ofSeconds(10)));
  }

  @Test
  void every_recorded_search_parses_and_runs() throws IOException {
    SearchIndex anything =
        new SearchIndex(
            "sample AS t",
            "t.id",
            path ->
                path.endsWith("At") || path.endsWith("Timestamp")
                    ? Optional.of(new Field("t.happened_at", FieldType.TIME))
                    : Optional.of(
                        new Field(
                            "t.key", path.equals("name") ? FieldType.TEXT : FieldType.KEYWORD)),
            "t.id",
            1000);
    int searches = 0;
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/recorded"))) {
      for (Path file : files.toList()) {
        try (InputStream stream = Files.newInputStream(file)) {
          for (JsonNode exchange : new ObjectMapper().readTree(stream).path("requests")) {
            if (exchange.path("path").asText().endsWith("indexsearch")) {
              JsonNode body = exchange.get("body");
              SearchRequest request = RequestParser.parse(body.has("dsl") ? body.get("dsl") : body);
              assertThat(table.search(anything, request, Duration.ofSeconds(10)).total())
                  .isNotNegative();
              searches++;
            }
          }
        }
      }
    }
    assertThat(searches).isGreaterThan(20);
  }
}
