package io.gazetteer.asset.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.search.Hit;
import io.gazetteer.search.MemoryEvaluator;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.AggregationResult;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.search.dsl.Sort;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares searches with what plain Java finds among the assets of the model. */
final class SearchComparison {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PAGE = 10_000;

  private final LiveCatalog catalog;
  private final RandomObjects random;
  private final RandomSearches searches;
  private final AssetFields fields = new AssetFields();
  private final MemoryEvaluator<Asset> evaluator = new MemoryEvaluator<>(fields);

  SearchComparison(LiveCatalog catalog, RandomObjects random) {
    this.catalog = catalog;
    this.random = random;
    this.searches = new RandomSearches(random);
  }

  /** Reads every asset, page by page, in a random order. */
  void compareAll(List<Asset> assets) {
    comparePages(new Query.MatchAll(), searches.sorts(), 50 + random.random(200), assets);
  }

  void compareRandom(List<Asset> assets) {
    Query query = searches.query(assets);
    List<Sort> sorts = searches.sorts();
    if (random.chance(70)) {
      compareFirst(query, sorts, 1 + random.random(20), assets);
    } else {
      comparePages(query, sorts, 1 + random.random(40), assets);
    }
  }

  void compareAggregations(List<Asset> assets) {
    Query query = random.chance(40) ? new Query.MatchAll() : searches.query(assets);
    Map<String, Aggregation> wanted = searches.aggregations(assets);
    SearchResult<Asset> result =
        search(
            new SearchRequest(0, 0, query, Optional.empty(), List.of(), wanted, Optional.empty()));
    List<Asset> matching = matching(query, assets);
    assertThat(result.total()).as("total of %s", query).isEqualTo(matching.size());
    wanted.forEach(
        (name, aggregation) ->
            assertThat(written(result.aggregations().get(name)))
                .as("%s of %s", aggregation, query)
                .isEqualTo(written(aggregated(aggregation, matching))));
  }

  private SearchResult<Asset> search(SearchRequest request) {
    return catalog.request(SearchAssets.class, search -> search.search(request));
  }

  private List<Asset> matching(Query query, List<Asset> assets) {
    return assets.stream().filter(query.accept(evaluator)).toList();
  }

  private List<Asset> expected(Query query, List<Sort> sorts, List<Asset> assets) {
    return matching(query, assets).stream().sorted(order(sorts)).toList();
  }

  private void compareFirst(Query query, List<Sort> sorts, int size, List<Asset> assets) {
    int from = random.chance(30) ? random.random(10) : 0;
    SearchResult<Asset> result =
        search(
            new SearchRequest(
                from, size, query, Optional.empty(), sorts, Map.of(), Optional.empty()));
    List<Asset> all = expected(query, sorts, assets);
    String what = "%s by %s from %d".formatted(query, sorts, from);
    assertThat(result.total()).as("total of " + what).isEqualTo(all.size());
    assertThat(result.hits().stream().map(hit -> Described.of(hit.row())).toList())
        .as("hits of " + what)
        .isEqualTo(all.stream().skip(from).limit(size).map(Described::of).toList());
  }

  private void comparePages(Query query, List<Sort> sorts, int size, List<Asset> assets) {
    List<String> found = new ArrayList<>();
    Optional<List<Object>> after = Optional.empty();
    List<Asset> all = expected(query, sorts, assets);
    String what = "%s by %s in pages of %d".formatted(query, sorts, size);
    while (found.size() <= MAX_PAGE) {
      SearchResult<Asset> page =
          search(new SearchRequest(0, size, query, Optional.empty(), sorts, Map.of(), after));
      assertThat(page.total()).as("total of " + what).isEqualTo(all.size());
      if (page.hits().isEmpty()) {
        break;
      }
      page.hits().forEach(hit -> found.add(Described.of(hit.row())));
      after = next(page.hits());
    }
    assertThat(found).as("hits of " + what).isEqualTo(all.stream().map(Described::of).toList());
  }

  /** The sort values of the last hit, as a client sends them. */
  private static Optional<List<Object>> next(List<Hit<Asset>> hits) {
    JsonNode last = JSON.valueToTree(hits.get(hits.size() - 1).sortValues());
    JsonNode request = JSON.createObjectNode().set("search_after", last);
    return RequestParser.parse(request).searchAfter();
  }

  private Comparator<Asset> order(List<Sort> sorts) {
    if (sorts.isEmpty()) {
      return Comparator.comparing(Asset::guid, SearchComparison::compare);
    }
    Sort sort = sorts.get(0);
    Comparator<Object> values = SearchComparison::compare;
    Comparator<Object> directed = sort.descending() ? values.reversed() : values;
    Comparator<Asset> first =
        Comparator.comparing(
            asset -> sortValue(asset, sort),
            sort.nullsFirst() ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed));
    return first.thenComparing(order(sorts.subList(1, sorts.size())));
  }

  private Object sortValue(Asset asset, Sort sort) {
    Object value = fields.value(asset, sort.field());
    if (value instanceof List<?> list) {
      Comparator<String> order = MemoryEvaluator.BY_CODE_POINT;
      return list.stream()
          .map(String.class::cast)
          .min(sort.descending() ? order.reversed() : order)
          .orElse(null);
    }
    return value;
  }

  private static int compare(Object one, Object other) {
    if (one instanceof UUID left && other instanceof UUID right) {
      return Arrays.compareUnsigned(bytes(left), bytes(right));
    }
    if (one instanceof String left && other instanceof String right) {
      return MemoryEvaluator.BY_CODE_POINT.compare(left, right);
    }
    if (one instanceof BigDecimal left && other instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    if (one instanceof Instant left && other instanceof Instant right) {
      return left.compareTo(right);
    }
    return ((Boolean) one).compareTo((Boolean) other);
  }

  static byte[] bytes(UUID guid) {
    return ByteBuffer.allocate(16)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  private AggregationResult aggregated(Aggregation aggregation, List<Asset> assets) {
    if (aggregation instanceof Aggregation.Terms terms) {
      return terms(terms, assets);
    }
    if (aggregation instanceof Aggregation.Missing missing) {
      long rows = assets.stream().filter(a -> values(a, missing.field()).isEmpty()).count();
      return new AggregationResult.Rows(rows, Map.of());
    }
    if (aggregation instanceof Aggregation.Filter filter) {
      return new AggregationResult.Rows(matching(filter.query(), assets).size(), Map.of());
    }
    Aggregation.Metric metric = (Aggregation.Metric) aggregation;
    List<Object> values =
        assets.stream().flatMap(asset -> values(asset, metric.field()).stream()).toList();
    return new AggregationResult.Metric(
        metric.function(),
        switch (metric.function()) {
          case CARDINALITY -> Optional.of(BigDecimal.valueOf(values.stream().distinct().count()));
          case VALUE_COUNT -> Optional.of(BigDecimal.valueOf(values.size()));
          case SUM -> values.stream().map(BigDecimal.class::cast).reduce(BigDecimal::add);
          case MAX -> values.stream().map(BigDecimal.class::cast).max(Comparator.naturalOrder());
          default -> throw new IllegalArgumentException(metric.toString());
        });
  }

  private Set<Object> values(Asset asset, String field) {
    Object value = fields.value(asset, field);
    if (value instanceof List<?> list) {
      return new LinkedHashSet<>(list);
    }
    return value == null ? Set.of() : Set.of(value);
  }

  private AggregationResult terms(Aggregation.Terms terms, List<Asset> assets) {
    Map<Object, List<Asset>> rows = new HashMap<>();
    for (Asset asset : assets) {
      values(asset, terms.field())
          .forEach(value -> rows.computeIfAbsent(value, key -> new ArrayList<>()).add(asset));
    }
    List<Object> keys =
        rows.keySet().stream()
            .sorted(
                Comparator.<Object>comparingInt(key -> -rows.get(key).size())
                    .thenComparing(SearchComparison::compare))
            .toList();
    List<AggregationResult.Bucket> buckets =
        keys.stream()
            .limit(terms.size())
            .map(
                key ->
                    new AggregationResult.Bucket(
                        key, rows.get(key).size(), inner(terms, rows.get(key))))
            .toList();
    long others = keys.stream().skip(terms.size()).mapToLong(key -> rows.get(key).size()).sum();
    return new AggregationResult.Terms(buckets, others);
  }

  private Map<String, AggregationResult> inner(Aggregation.Terms terms, List<Asset> assets) {
    Map<String, AggregationResult> inner = new LinkedHashMap<>();
    terms.inner().forEach((name, further) -> inner.put(name, aggregated(further, assets)));
    return inner;
  }

  /** As text, because numbers of equal value may be written differently. */
  private static String written(AggregationResult result) {
    if (result instanceof AggregationResult.Terms terms) {
      return terms.buckets().stream()
              .map(b -> b.key() + "=" + b.rows() + written(b.inner()))
              .collect(Collectors.joining(", ", "[", "]"))
          + " others="
          + terms.otherRows();
    }
    if (result instanceof AggregationResult.Metric metric) {
      return metric.value().map(value -> value.stripTrailingZeros().toPlainString()).orElse("none");
    }
    return String.valueOf(result);
  }

  private static String written(Map<String, AggregationResult> inner) {
    Map<String, String> written = new TreeMap<>();
    inner.forEach((name, result) -> written.put(name, written(result)));
    return written.isEmpty() ? "" : written.toString();
  }
}
