package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.search.SampleTable.Row;
import io.gazetteer.search.dsl.AggregationWriter;
import io.gazetteer.search.dsl.SearchError;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of clauses and of searches: served, of no effect, or refused; never passed over. */
class SearchOptionsTest {

  private static SampleTable table;

  @BeforeAll
  static void fill() {
    table = new SampleTable();
    Instant time = Instant.parse("2024-05-15T10:00:00Z");
    table.add(
        new Row(
            "1", "atlan-postgres-1684500411", "Order items", 1L, true, time, List.of("x", "y")));
    table.add(new Row("2", "k", "the ORDER_item line", 2L, false, time, List.of("y")));
    table.add(new Row("3", "Table", "items of an order", 3L, null, time, null));
    table.add(new Row("4", null, null, null, null, null, null));
  }

  private static void finds(String query, String... ids) {
    assertThat(table.ids(query)).as(query).containsExactly(ids);
  }

  @Test
  void options_of_match_are_served_or_change_nothing() {
    finds("{'match': {'text': {'query': 'line none', 'operator': 'OR'}}}", "2");
    finds("{'match': {'text': {'query': 'line none', 'operator': 'AND'}}}");
    finds("{'match': {'text': {'query': 'order an of', 'minimum_should_match': 2}}}", "3");
    finds("{'match': {'text': {'query': 'order an of', 'minimum_should_match': '-1'}}}", "3");
    finds("{'match': {'text': {'query': '?', 'zero_terms_query': 'all'}}}", "1", "2", "3", "4");
    finds("{'match': {'text': {'query': '?', 'zero_terms_query': 'none'}}}");
    finds(
        "{'match_phrase': {'text': {'query': '?', 'zero_terms_query': 'all'}}}",
        "1",
        "2",
        "3",
        "4");
    finds("{'match_phrase': {'text': {'query': 'order items', 'slop': 0}}}", "1");
    finds(
        "{'match': {'text': {'query': 'line', 'fuzziness': '0', 'prefix_length': 1,"
            + " 'max_expansions': 5, 'fuzzy_transpositions': false, 'fuzzy_rewrite': 'x',"
            + " 'lenient': true, 'auto_generate_synonyms_phrase_query': false, 'boost': 2}}}",
        "2");
    finds(
        "{'multi_match': {'query': 'order items', 'fields': ['text'], 'type': 'phrase',"
            + " 'tie_breaker': 0.3}}",
        "1");
    finds(
        "{'multi_match': {'query': 'order items', 'fields': ['text'], 'operator': 'and'}}",
        "1",
        "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'match': {'text': {'query': 'a', 'fuzziness': 'AUTO'}}}",
        "{'match': {'text': {'query': 'a', 'fuzziness': 1}}}",
        "{'match': {'text': {'query': 'a', 'analyzer': 'keyword'}}}",
        "{'match': {'text': {'query': 'a', 'cutoff_frequency': 0.1}}}",
        "{'match_phrase': {'text': {'query': 'a', 'analyzer': 'keyword'}}}",
        "{'match_phrase': {'text': {'query': 'a', 'slop': '1'}}}",
        "{'multi_match': {'query': 'a', 'fields': ['text'], 'fuzziness': 'AUTO'}}",
        "{'multi_match': {'query': 'a', 'fields': ['text'], 'analyzer': 'keyword'}}",
        "{'multi_match': {'query': 'a', 'fields': ['text'], 'type': 'phrase', 'slop': 2}}",
        "{'multi_match': {'query': 'a', 'fields': ['te*']}}",
        "{'prefix': {'key': {'value': 'a', 'rewrite': 'top_terms_5'}}}",
        "{'range': {'time': {'gte': '1', 'format': 'epoch_second'}}}",
        "{'nested': {'path': 'x', 'query': {'match_all': {}}, 'inner_hits': {}}}",
        "{'function_score': {'query': {'match_all': {}}, 'min_score': 1}}"
      })
  void an_option_that_would_change_what_is_found_is_refused(String query) {
    assertThatThrownBy(() -> table.ids(query))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(SearchError.UNSUPPORTED_CLAUSE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'min_score': 1}",
        "{'collapse': {'field': 'key'}}",
        "{'terminate_after': 10}",
        "{'rescore': {'window_size': 5}}",
        "{'slice': {'id': 0, 'max': 2}}",
        "{'runtime_mappings': {'x': {'type': 'long'}}}",
        "{'sort': [{'_script': {'type': 'number'}}]}",
        "{'sort': [{'tags': {'order': 'asc', 'mode': 'max'}}]}",
        "{'aggs': {'a': {'top_hits': {}}}}",
        "{'aggs': {'a': {'top_hits': {'_source': {'includes': ['key']}, 'sort': ['key']}}}}",
        "{'aggs': {'a': {'terms': {'field': 'key', 'order': {'other': 'asc'}}}}}"
      })
  void a_part_of_a_search_that_would_change_the_answer_is_refused(String request) {
    assertThatThrownBy(() -> table.request(request))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(SearchError.UNSUPPORTED_CLAUSE));
    assertThat(table.ids(table.request("{'collapse': null, 'rescore': [], 'slice': {}}")))
        .hasSize(4);
  }

  @Test
  void buckets_come_in_the_order_that_is_asked_for_and_with_values_of_a_row() throws IOException {
    SearchResult<String> result =
        table.search(
            table.request(
                "{'size': 0, 'query': {'exists': {'field': 'time'}}, 'aggs': {"
                    + "'inside': {'terms': {'field': 'tags', 'order': [{'_key': 'desc'}]}},"
                    + "'beside': {'terms': {'field': 'tags'}, 'order': {'_count': 'asc'}},"
                    + "'valued': {'terms': {'field': 'tags', 'size': 1, 'order': {'_key': 'asc'}},"
                    + " 'aggs': {'sourceValue': {'top_hits': {'size': 1, '_source': {'includes':"
                    + " ['key', 'tags', 'number', 'flag', 'time', 'none']}}}}}}}"));
    String values =
        "{'hits':{'total':{'value':1,'relation':'eq'},'max_score':null,'hits':[{'_id':'1',"
            + "'_score':null,'_source':{'key':'atlan-postgres-1684500411','tags':['x','y'],"
            + "'number':1,'flag':true,'time':1715767200000}}]}}";
    String buckets = "'doc_count_error_upper_bound':0,'sum_other_doc_count':";
    String expected =
        ("{'inside':{"
                + buckets
                + "0,'buckets':[{'key':'y','doc_count':2},{'key':'x','doc_count':1}]},")
            + ("'beside':{"
                + buckets
                + "0,'buckets':[{'key':'x','doc_count':1},{'key':'y','doc_count':2}]},")
            + ("'valued':{"
                + buckets
                + "2,'buckets':[{'key':'x','doc_count':1,'sourceValue':"
                + values
                + "}]}}");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(AggregationWriter.write(result.aggregations()).toString()))
        .isEqualTo(json.readTree(expected.replace('\'', '"')));
  }
}
