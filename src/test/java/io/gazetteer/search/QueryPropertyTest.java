package io.gazetteer.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.search.SampleTable.Row;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.MinimumShouldMatch;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.search.dsl.Sort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Random queries find in SQL exactly the rows that plain Java finds. */
class QueryPropertyTest {

  private static final long SEED = 20240515L;
  private static final int QUERIES = 600;
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "aB",
          "abc",
          "b",
          "a_b",
          "a%b",
          "a\\b",
          "a*b",
          "a?b",
          "it's",
          "$$;--",
          "\"q\"",
          "a b",
          "a-b",
          "new\nline",
          "ÄÖ",
          "äö",
          "Straße",
          "😀a",
          "\uFFFFx",
          "\uD7FF",
          "zz",
          "1e5abc",
          "b a ab",
          "ab b a",
          "İx",
          "ΣΑΣ",
          "\uDBFF\uDFFFq",
          "stoc\u212A",
          "STOCK abc",
          "ABC",
          "xabcx",
          "T\u0130MES",
          "abc\u0308d");
  private static final List<String> FIELDS =
      List.of(
          "key",
          "kind",
          "sure",
          "listed",
          "text",
          "listedText",
          "tags",
          "guid",
          "number",
          "flag",
          "time",
          "unknown");
  private static final List<String> WORDS = List.of("text", "listedText");
  private static final List<String> REGEXES =
      List.of(
          "a.*", "[a-c]+", "(a|b)+", "a[^b]?b", ".", "a{1,2}b*", "[A-Z].", "a\\*b", "", ".*[-].*");

  private final Random random = new Random(SEED);
  private List<String> fields = FIELDS;
  private List<String> textFields = FIELDS.subList(0, 8);

  @Test
  void sql_and_memory_agree_on_random_queries() {
    SampleTable table = new SampleTable();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      rows.add(row(i));
    }
    rows.forEach(table::add);
    int some = 0;
    for (int i = 0; i < QUERIES; i++) {
      Query query = query(3);
      Predicate<Row> predicate = query.accept(new MemoryEvaluator<>(new SampleFields()));
      List<String> expected = rows.stream().filter(predicate).map(Row::id).sorted().toList();
      some += !expected.isEmpty() && expected.size() < rows.size() ? 1 : 0;
      assertThat(table.ids(request(query)))
          .as("seed %s, query %s: %s", SEED, i, query)
          .isEqualTo(expected);
      assertThat(table.ids(SampleTable.ROW_BY_ROW, request(query)))
          .as("row by row, seed %s, query %s: %s", SEED, i, query)
          .isEqualTo(expected);
    }
    assertThat(some).as("queries that tell rows apart").isGreaterThan(QUERIES / 4);
  }

  @Test
  void totals_and_facets_are_the_same_out_of_the_summary() {
    SampleTable table = new SampleTable();
    for (int i = 0; i < 80; i++) {
      table.add(row(i));
    }
    Map<String, Aggregation> facets =
        Map.of(
            "keys",
            new Aggregation.Terms(
                "key",
                100,
                Optional.empty(),
                List.of(),
                Map.of(
                    "sure",
                    new Aggregation.Terms("sure", 5, Optional.empty(), List.of(), Map.of()))),
            "flags",
            new Aggregation.Terms("flag", 100, Optional.empty(), List.of(), Map.of()),
            "none",
            new Aggregation.Missing("key", Map.of()));
    fields = List.of("key", "flag", "sure");
    textFields = List.of("key", "sure");
    for (int i = 0; i < 100; i++) {
      SearchRequest request =
          new SearchRequest(
              0,
              0,
              query(2),
              i % 3 == 0 ? Optional.of(query(1)) : Optional.empty(),
              List.of(),
              facets,
              Optional.empty());
      SearchResult<String> rows = table.search(request);
      SearchResult<String> summed =
          table.search(SampleTable.SUMMED, request, Duration.ofSeconds(10));
      assertThat(summed.total()).as("%s", request.query()).isEqualTo(rows.total());
      assertThat(summed.aggregations()).as("%s", request.query()).isEqualTo(rows.aggregations());
    }
  }

  @Test
  void pages_by_search_after_are_the_whole_in_order() {
    SampleTable table = new SampleTable();
    for (int i = 0; i < 120; i++) {
      table.add(row(i));
    }
    for (int i = 0; i < 25; i++) {
      List<Sort> sorts = new ArrayList<>();
      for (int keys = random.nextInt(3); keys >= 0; keys--) {
        sorts.add(new Sort(pick(FIELDS), random.nextBoolean(), random.nextBoolean()));
      }
      List<String> whole = table.ids(page(sorts, 1000, Optional.empty()));
      assertThat(whole).hasSize(120).doesNotHaveDuplicates();
      assertThat(paged(table, sorts)).as("sorts %s", sorts).isEqualTo(whole);
    }
  }

  @Test
  void keywords_sort_by_code_point_with_nulls_last_either_way() {
    SampleTable table = new SampleTable();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(row(i));
    }
    rows.forEach(table::add);
    for (boolean descending : new boolean[] {false, true}) {
      Comparator<String> order = MemoryEvaluator.BY_CODE_POINT;
      List<String> expected =
          rows.stream()
              .sorted(
                  Comparator.comparing(
                          Row::key, Comparator.nullsLast(descending ? order.reversed() : order))
                      .thenComparing(Row::id))
              .map(Row::id)
              .toList();
      List<Sort> sorts = List.of(new Sort("key", descending, false));
      assertThat(table.ids(page(sorts, 1000, Optional.empty()))).isEqualTo(expected);
    }
  }

  private static List<String> paged(SampleTable table, List<Sort> sorts) {
    ObjectMapper json = new ObjectMapper();
    List<String> found = new ArrayList<>();
    Optional<List<Object>> after = Optional.empty();
    while (true) {
      List<Hit<String>> hits = table.search(page(sorts, 7, after)).hits();
      if (hits.isEmpty()) {
        return found;
      }
      hits.forEach(hit -> found.add(hit.row()));
      JsonNode last = json.valueToTree(hits.get(hits.size() - 1).sortValues());
      JsonNode next = json.createObjectNode().set("search_after", last);
      after = RequestParser.parse(next).searchAfter();
    }
  }

  private static SearchRequest page(
      List<Sort> sorts, int size, Optional<List<Object>> searchAfter) {
    return new SearchRequest(
        0, size, new Query.MatchAll(), Optional.empty(), sorts, Map.of(), searchAfter);
  }

  private static SearchRequest request(Query query) {
    return new SearchRequest(
        0, 1000, query, Optional.empty(), List.of(), Map.of(), Optional.empty());
  }

  private Row row(int id) {
    return new Row(
        String.format("r%03d", id),
        orNull(pick(TEXTS)),
        orNull(pick(TEXTS) + " " + pick(TEXTS) + "_" + pick(TEXTS)),
        orNull((long) random.nextInt(6)),
        orNull(random.nextBoolean()),
        orNull(
            Instant.parse("2024-05-01T00:00:00Z")
                .plusNanos(random.nextInt(800_000) * 1_000_001_000L)),
        orNull(
            random.nextInt(4) == 0
                ? List.of("zz")
                : List.of(pick(TEXTS), "t" + random.nextInt(3))));
  }

  private <T> T orNull(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Query query(int depth) {
    return depth > 0 && random.nextInt(3) > 0
        ? new Query.Bool(
            queries(depth), queries(depth), queries(depth), queries(depth), random.nextInt(3))
        : leaf();
  }

  private List<Query> queries(int depth) {
    List<Query> queries = new ArrayList<>();
    for (int i = random.nextInt(8) / 4 + random.nextInt(2); i > 0; i--) {
      queries.add(query(depth - 1));
    }
    return queries;
  }

  private Query leaf() {
    String field = pick(fields);
    String text = pick(textFields);
    String matched = textFields.contains("text") ? pick(WORDS) : text;
    boolean ignoreCase = random.nextBoolean();
    return switch (random.nextInt(10)) {
      case 0 -> new Query.Term(field, value(field), !WORDS.contains(field) && ignoreCase);
      case 1 -> new Query.Terms(field, List.of(value(field), value(field)));
      case 2 -> new Query.Prefix(text, pick(TEXTS), ignoreCase);
      case 3 ->
          new Query.Wildcard(
              text,
              pick(
                  List.of(
                      "*",
                      "a*",
                      "?b",
                      "*b*",
                      "a\\*b",
                      "a%*",
                      "A_?",
                      "ab",
                      "\\",
                      "*abc*",
                      "*C\u212A",
                      "*ABC?")),
              ignoreCase);
      case 4 -> new Query.Regexp(text, pick(REGEXES), ignoreCase);
      case 5 ->
          new Query.Match(
              matched,
              pick(List.of("stock", "abc", "TIMES abc", pick(TEXTS) + " " + pick(TEXTS))),
              ignoreCase,
              random.nextBoolean()
                  ? MinimumShouldMatch.parse(pick(List.of("2", "-1", "50%")))
                  : Optional.empty(),
              random.nextBoolean());
      case 6 ->
          new Query.MatchPhrase(pick(List.of(matched, "key")), pick(TEXTS), random.nextBoolean());
      case 7, 8 -> new Query.Exists(field);
      default -> {
        String ranged = field.equals("flag") ? "key" : field;
        yield new Query.Range(ranged, bound(ranged), bound(ranged), Optional.empty());
      }
    };
  }

  private Optional<Query.Bound> bound(String field) {
    return random.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(new Query.Bound(value(field), random.nextBoolean()));
  }

  private String value(String field) {
    return switch (field) {
      case "number" -> pick(List.of("0", "1", "2.5", "3", "5"));
      case "flag" -> pick(List.of("true", "false"));
      case "time" -> "2024-05-0" + (1 + random.nextInt(9));
      case "guid" ->
          UUID.nameUUIDFromBytes(
                  "r%03d".formatted(random.nextInt(80)).getBytes(StandardCharsets.UTF_8))
              .toString();
      default -> pick(TEXTS);
    };
  }
}
