package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.AggregationResult;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchError;
import io.gazetteer.search.dsl.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that are split over several tables are searched as if one table held them all. */
class SeveralTablesTest {

  private static final long SEED = 20240516L;

  private static final List<SearchIndex> SPLIT =
      List.of(SplitRows.IN_TWO, SplitRows.IN_THREE, SplitRows.counted(SplitRows.IN_TWO));

  private static final List<String> SORTS =
      List.of(
          "[]",
          "['guid']",
          "[{'guid': 'desc'}]",
          "['name']",
          "[{'listed': 'desc'}]",
          "[{'name': 'desc'}, {'guid': 'desc'}]",
          "['note']",
          "[{'note': {'order': 'desc', 'missing': '_first'}}]",
          "[{'slot': {'missing': '_first'}}, 'note', {'guid': 'desc'}]",
          "['parent', {'slot': 'desc'}]",
          "['kind', {'number': 'desc'}, '_score', 'unknown']",
          "[{'number': {'order': 'asc', 'missing': '_first'}}, 'name']",
          "['tags']",
          "[{'tags': 'desc'}, 'flag']",
          "[{'time': 'desc'}]",
          "[{'flag': {'order': 'asc', 'missing': '_first'}}, 'time']",
          "['text', {'kind': 'desc'}]");

  private static SplitRows rows;
  private static List<String> leaves;

  @BeforeAll
  static void store_things_and_parts() {
    rows =
        new SplitRows(
            40,
            "i % 7",
            "(ARRAY['a', 'A', 'ab', 'aB', 'b', 'Order_item', 'order items', 'zz', 'Äb', '~'])"
                + "[1 + (i * 3 + s) % 10]");
    leaves = SplitQueries.leaves(rows);
  }

  private static void sameAsInOne(String body) {
    SearchRequest request = rows.request(body);
    SearchResult<String> expected = rows.search(SplitRows.IN_ONE, request);
    for (SearchIndex index : SPLIT) {
      SearchResult<String> found = rows.search(index, request);
      String of = body + " in " + index.tables().size();
      assertThat(found.total()).as(of).isEqualTo(expected.total());
      assertThat(found.hits()).as(of).isEqualTo(expected.hits());
      assertThat(sorted(found.aggregations())).as(of).isEqualTo(sorted(expected.aggregations()));
    }
  }

  /** Top hits come in any order. */
  private static Map<String, Object> sorted(Map<String, AggregationResult> results) {
    Map<String, Object> sorted = new LinkedHashMap<>();
    results.forEach((name, result) -> sorted.put(name, sorted(result)));
    return sorted;
  }

  private static Object sorted(AggregationResult result) {
    if (result instanceof AggregationResult.TopHits top) {
      return new AggregationResult.TopHits(
          top.total(),
          top.hits().stream().sorted(Comparator.comparing(AggregationResult.TopHit::id)).toList());
    }
    if (result instanceof AggregationResult.Terms terms) {
      return terms.buckets().stream()
              .map(bucket -> List.of(bucket.key(), bucket.rows(), sorted(bucket.inner())))
              .toList()
              .toString()
          + terms.otherRows();
    }
    if (result instanceof AggregationResult.Rows counted) {
      return List.of(counted.rows(), sorted(counted.inner()));
    }
    return result;
  }

  private static String body(String query, String sort) {
    return "{'size': 1000, 'query': " + query + ", 'sort': " + sort + "}";
  }

  @Test
  void every_clause_finds_the_same_rows_in_the_same_order() {
    for (int i = 0; i < leaves.size(); i++) {
      sameAsInOne(body(leaves.get(i), SORTS.get(i % SORTS.size())));
    }
  }

  @Test
  void combined_clauses_find_the_same_rows_in_the_same_order() {
    Random random = new Random(SEED);
    for (int i = 0; i < 250; i++) {
      String sort = SORTS.get(random.nextInt(SORTS.size()));
      sameAsInOne(body(SplitQueries.bool(leaves, random, 2), sort));
    }
  }

  @Test
  void pages_by_number_are_the_same() {
    for (String sort : SORTS) {
      for (int from = 0; from < 170; from += 23) {
        sameAsInOne(
            "{'from': %d, 'size': 20, 'query': {'range': {'name': {'gte': 'A'}}}, 'sort': %s}"
                .formatted(from, sort));
      }
    }
    sameAsInOne("{'size': 0}");
    sameAsInOne("{'size': 1}");
    sameAsInOne("{'size': 1, 'query': {'match': {'listed': 'order'}}}");
  }

  @Test
  void pages_by_search_after_are_the_whole_in_order() {
    for (String sort : SORTS) {
      List<Hit<String>> whole =
          rows.search(SplitRows.IN_ONE, rows.request("{'size': 1000, 'sort': " + sort + "}"))
              .hits();
      assertThat(whole).hasSizeGreaterThan(150);
      for (SearchIndex index : SPLIT) {
        assertThat(paged(index, sort)).as(sort).isEqualTo(whole);
      }
    }
  }

  private static List<Hit<String>> paged(SearchIndex index, String sort) {
    ObjectMapper json = new ObjectMapper();
    List<Hit<String>> found = new ArrayList<>();
    ObjectNode body = json.createObjectNode().put("size", 13);
    while (true) {
      ObjectNode page = (ObjectNode) json.valueToTree(body);
      try {
        page.set("sort", json.readTree(sort.replace('\'', '"')));
      } catch (IOException malformed) {
        throw new IllegalArgumentException(sort, malformed);
      }
      List<Hit<String>> hits = rows.search(index, RequestParser.parse(page)).hits();
      if (hits.isEmpty()) {
        return found;
      }
      found.addAll(hits);
      body.set("search_after", json.valueToTree(hits.get(hits.size() - 1).sortValues()));
    }
  }

  @Test
  void aggregations_count_the_same() {
    for (String query :
        List.of(
            "{'match_all': {}}",
            "{'match_none': {}}",
            "{'term': {'kind': 'Column'}}",
            "{'term': {'kind': 'thing'}}",
            "{'bool': {'must_not': {'exists': {'field': 'note'}}}}",
            "{'prefix': {'name': 'a'}}")) {
      SplitRows.FIELDS.forEach(
          (path, type) ->
              sameAsInOne(
                  "{'size': 0, 'query': %s, 'aggs': {%s}}"
                      .formatted(query, String.join(",", aggregations(path, type)))));
    }
  }

  private static List<String> aggregations(String path, FieldType type) {
    List<String> all = new ArrayList<>();
    all.add("'all': {'terms': {'field': '%s', 'size': 500}}".formatted(path));
    all.add("'some': {'terms': {'field': '%s', 'size': 2}}".formatted(path));
    all.add("'none': {'missing': {'field': '%s'}}".formatted(path));
    List<String> functions = new ArrayList<>(List.of("cardinality", "value_count"));
    if (List.of(FieldType.NUMBER, FieldType.BOOLEAN, FieldType.TIME).contains(type)) {
      functions.addAll(List.of("min", "max", "avg", "sum"));
    }
    functions.forEach(each -> all.add("'%1$s': {'%1$s': {'field': '%2$s'}}".formatted(each, path)));
    String hits =
        "'top_hits': {'size': 100, '_source': {'includes': ['name', 'note', 'slot', 'tags', 'time', 'x']}}";
    String inner =
        "'kind': {'terms': {'field': 'kind'}}, 'slots': {'max': {'field': 'slot'}},"
            + " 'notes': {'terms': {'field': 'note', 'include': 'a.*'}}, 'unparented': {'missing':"
            + " {'field': 'parent'}, 'aggs': {'sum': {'sum': {'field': 'number'}}}}, 'columns':"
            + " {'filter': {'term': {'kind': 'column'}}, 'aggs': {'rows': {"
            + hits
            + "}}}";
    all.add(
        "'nested': {'terms': {'field': '%s', 'size': 5, 'order': {'_key': 'desc'}}, 'aggs': {%s}}"
            .formatted(path, inner));
    return all;
  }

  @Test
  void a_table_that_never_holds_what_is_asked_for_is_not_asked() {
    SearchRequest request =
        rows.request(
            "{'query': {'bool': {'filter': {'term': {'kind': 'THING'}}}}, 'size': 1000,"
                + " 'sort': ['name'], 'aggs': {'names': {'terms': {'field': 'name'}, 'aggs':"
                + " {'hit': {'top_hits': {'size': 99, '_source': {'includes': ['name']}}}}},"
                + " 'sum': {'sum': {'field': 'number'}}, 'none': {'missing': {'field': 'note'}}}}");
    SearchResult<String> expected = rows.search(SplitRows.IN_ONE, request);
    SearchResult<String> found = rows.search(SplitRows.PARTS_MISSING, request);
    assertThat(found.hits()).hasSize(40).isEqualTo(expected.hits());
    assertThat(found.total()).isEqualTo(40);
    assertThat(sorted(found.aggregations())).isEqualTo(sorted(expected.aggregations()));
    assertThatThrownBy(() -> rows.search(SplitRows.PARTS_MISSING, rows.request("{}")))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void what_no_table_holds_is_not_searched_for() {
    String more =
        ", 'aggs': {'names': {'terms': {'field': 'name'}}, 'n': {'cardinality': {'field':"
            + " 'name'}}, 'least': {'min': {'field': 'number'}}, 'none': {'missing': {'field': 'note'}}}}";
    SearchResult<String> nothing =
        rows.search(SplitRows.IN_ONE, rows.request("{'query': {'match_none': {}}" + more));
    for (String query :
        List.of(
            "{'term': {'kind': 'Thing'}}",
            "{'exists': {'field': 'note'}}",
            "{'range': {'note': {'gte': 'a'}}}",
            "{'bool': {'must_not': [{'match_all': {}}]}}",
            "{'bool': {'should': [{'term': {'note': 'a'}}, {'term': {'unknown': 1}},"
                + " {'match_all': {}}], 'minimum_should_match': 2}}")) {
      SearchResult<String> found =
          rows.search(SplitRows.ALL_MISSING, rows.request("{'query': " + query + more));
      assertThat(found).as(query).isEqualTo(nothing);
    }
  }

  @Test
  void a_value_that_does_not_fit_a_field_is_rejected_whichever_tables_have_the_field() {
    for (String query :
        List.of(
            "{'term': {'slot': 'x'}}",
            "{'range': {'slot': {'gte': 'x'}}}",
            "{'prefix': {'slot': '1'}}")) {
      for (SearchIndex index : SPLIT) {
        assertThatThrownBy(() -> rows.search(index, rows.request("{'query': " + query + "}")))
            .isInstanceOfSatisfying(
                AppException.class,
                failure -> assertThat(failure.code()).isEqualTo(SearchError.INVALID_QUERY))
            .hasMessageContaining("slot");
      }
    }
  }
}
