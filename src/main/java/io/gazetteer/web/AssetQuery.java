package io.gazetteer.web;

import io.gazetteer.asset.Asset;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.AggregationResult;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.search.dsl.Sort;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/** What somebody looks for, as the address of the page holds it. */
public class AssetQuery {

  static final int PAGE_SIZE = 25;

  /** Beyond this many hits pages are not returned; nobody turns so many. */
  static final int DEEPEST = 10_000;

  /** The aggregation that counts assets by type. */
  private static final String BY_TYPE = "types";

  private static final int TYPES = 50;
  private static final String NAME = "name.keyword";
  private static final String TYPE = "__typeName.keyword";

  @QueryParam("q")
  public String text;

  @QueryParam("type")
  public String type;

  @QueryParam("connection")
  public String connection;

  @QueryParam("archived")
  public String archived;

  @QueryParam("page")
  public String page;

  String name() {
    return Objects.requireNonNullElse(text, "").strip();
  }

  /** From 1; whatever is no such number means 1. */
  int pageNumber() {
    String typed = Objects.requireNonNullElse(page, "");
    int number = typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : 1;
    return Math.max(1, Math.min(number, DEEPEST / PAGE_SIZE));
  }

  boolean withArchived() {
    return archived != null;
  }

  /** What is asked for, hits and the types that there are. */
  SearchRequest request() {
    List<Query> filter = new ArrayList<>();
    if (!name().isEmpty()) {
      filter.add(new Query.Wildcard(NAME, "*" + escaped(name()) + "*", true));
    }
    if (!Objects.requireNonNullElse(connection, "").isEmpty()) {
      filter.add(new Query.Term("connectionQualifiedName", connection, false));
    }
    if (!withArchived()) {
      filter.add(new Query.Term("__state", "ACTIVE", false));
    }
    // After the aggregation, so that the other types keep their counts.
    Optional<Query> ofType =
        Optional.of(Objects.requireNonNullElse(type, ""))
            .filter(name -> !name.isEmpty())
            .map(name -> new Query.Term(TYPE, name, false));
    return new SearchRequest(
        (pageNumber() - 1) * PAGE_SIZE,
        PAGE_SIZE,
        Query.Bool.allOf(filter),
        ofType,
        List.of(new Sort(NAME, false, false), new Sort("qualifiedName", false, false)),
        Map.of(BY_TYPE, new Aggregation.Terms(TYPE, TYPES, Optional.empty(), List.of(), Map.of())),
        Optional.empty());
  }

  /** How many assets of each type were found, most first. */
  static Map<String, Long> countsByType(SearchResult<Asset> result) {
    AggregationResult.Terms types = (AggregationResult.Terms) result.aggregations().get(BY_TYPE);
    Map<String, Long> counts = new LinkedHashMap<>();
    types.buckets().forEach(bucket -> counts.put((String) bucket.key(), bucket.rows()));
    return counts;
  }

  String withType(String other) {
    return address(other, 1);
  }

  String withPage(int other) {
    return address(Objects.requireNonNullElse(type, ""), other);
  }

  private String address(String wantedType, int wantedPage) {
    StringJoiner address = new StringJoiner("&", "/ui/assets?", "");
    add(address, "q", name());
    add(address, "type", wantedType);
    add(address, "connection", Objects.requireNonNullElse(connection, ""));
    add(address, "archived", withArchived() ? "yes" : "");
    add(address, "page", wantedPage > 1 ? Integer.toString(wantedPage) : "");
    return address.toString();
  }

  private static void add(StringJoiner address, String name, String value) {
    if (!value.isEmpty()) {
      address.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static String escaped(String typed) {
    return typed.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }
}
