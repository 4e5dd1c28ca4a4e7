package io.gazetteer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.SearchDoor;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.SearcherDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Searches in a store full of assets, by several clients at once, and notes how long they wait. */
final class SearchBench {

  private static final String STORE = "search";
  private static final int CLIENTS = 4;
  private static final int WARM_UPS = 20;
  private static final String ACTIVE = "{\"term\": {\"__state\": \"ACTIVE\"}}";
  private static final String SIZE =
      """
      SELECT pg_size_pretty(sum(pg_table_size(oid))) || ', indexes ' || pg_size_pretty(sum(pg_indexes_size(oid)))
      FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int assets = Integer.getInteger("bench.search.assets", 1_300_000);
  private final int searches = Integer.getInteger("bench.search.count", 100);
  private final String url;
  private final List<String> table = new ArrayList<>();
  private SearchSamples samples;

  private SearchBench(Servers servers) {
    this.url = servers.storeUrl(STORE);
  }

  /** Fills a store, searches in it and writes a table. */
  static void run(Servers servers, Path report) throws Exception {
    SearchBench bench = new SearchBench(servers);
    servers.emptyStore(STORE);
    Console.say("Filling a store with " + bench.assets + " assets");
    SearchStore.fill(bench.url, bench.assets);
    bench.samples = SearchSamples.take(bench.url);
    Servers.execute(bench.url, "VACUUM ANALYZE");
    String size = Servers.value(bench.url, SIZE);
    bench.table.add(
        "Catalog database: %d assets, %s. %d clients at once, milliseconds.\n"
            .formatted(bench.assets, size, CLIENTS));
    bench.table.add("| search | median | p95 | longest | hits |");
    bench.table.add("|---|---|---|---|---|");
    bench.measureAll();
    String text = String.join("\n", bench.table) + "\n";
    Files.createDirectories(report.toAbsolutePath().getParent());
    Files.writeString(report, text);
    System.out.println(text);
  }

  private void measureAll() throws Exception {
    measurePlaces();
    measureTexts();
    measurePages();
  }

  private void measurePlaces() throws Exception {
    measure("exact name of a table", r -> page(term("name.keyword", tableName(r)), ""));
    measure("exact qualified name", r -> page(term("qualifiedName", tablePath(r)), ""));
    measure("guid", r -> page(term("__guid", guid(samples.tables(), r)), ""));
    measure("guid of a column", r -> page(term("__guid", guid(samples.columns(), r)), ""));
    measure(
        "exact qualified name of a column", r -> page(term("qualifiedName", columnPath(r)), ""));
    measure("exact name of a column", r -> page(term("name.keyword", columnName(r)), ""));
    measure("exact name of very many columns", r -> page(term("name.keyword", "id"), ""));
    measure("prefix: a table", r -> page(prefix(tablePath(r)), ""));
    measure("prefix: a schema", r -> page(prefix(schemaPath(r) + "/"), ""));
    measure(
        "type and connection, by name",
        r -> page(ofType("Table", r), ", \"sort\": [{\"name.keyword\": {\"order\": \"asc\"}}]"));
    measure(
        "type and connection, by name downwards",
        r -> page(ofType("Column", r), ", \"sort\": [{\"name.keyword\": {\"order\": \"desc\"}}]"));
    measure("type alone", r -> page(term("__typeName.keyword", "Schema"), ""));
    measure(
        "super type, as one SDK always adds",
        r -> page(term("__superTypeNames.keyword", "Referenceable"), ""));
    measure(
        "columns of a table",
        r -> page(term("tableQualifiedName", tablePath(r)), ", \"sort\": [\"order\"]"));
    measure(
        "columns of a table, second page",
        r ->
            page(term("tableQualifiedName", tablePath(r)), ", \"from\": 5, \"sort\": [\"order\"]"));
    measure(
        "tables of a schema by name, sixth page",
        r ->
            page(
                term("schemaQualifiedName", schemaPath(r))
                    + ", "
                    + term("__typeName.keyword", "Table"),
                ", \"from\": 100, \"sort\": [{\"name.keyword\": \"asc\"}]"));
    measure("all of a schema", r -> page(term("schemaQualifiedName", schemaPath(r)), ""));
  }

  private void measureTexts() throws Exception {
    measure("full text: two words of a name", r -> page(words("name", twoNouns(r)), ""));
    measure(
        "full text: two words of a description",
        r -> page(words("description.text", twoNouns(r)), ""));
    measure(
        "full text: one word of a description", r -> page(words("description.text", noun(r)), ""));
    measure("attribute without an index", r -> page(term("dataType", dataType(r)), ""));
    measure(
        "attribute without an index, in a schema",
        r ->
            page(
                term("dataType", dataType(r)) + ", " + term("schemaQualifiedName", schemaPath(r)),
                ""));
    measure("attribute curated by people", r -> page(term("certificateStatus", "VERIFIED"), ""));
    measure("full text: one word of a name", r -> page(words("name", noun(r)), ""));
    measure("name contains, two nouns", r -> page(contains(twoNouns(r).replace(' ', '_')), ""));
    measure("name contains, three letters", r -> page(contains(noun(r).substring(0, 3)), ""));
    measure("exact total of a common contains", r -> total(contains(noun(r))));
  }

  private void measurePages() throws Exception {
    measure("search_after: first page by name", r -> after(r, ""));
    measure("search_after: last page by name", r -> after(r, "vendor_v"));
    measure("search_after: last page by creation", r -> afterCreation());
    measure("facet types", r -> facet("__typeName.keyword"));
    measure("facet schemas of a connection", r -> facet("schemaName.keyword"));
  }

  private static String tableName(Random random) {
    return SearchStore.table(random.nextInt(SearchStore.SCHEMAS), 1 + random.nextInt(400));
  }

  private static String schemaPath(Random random) {
    return SearchStore.schema(
        random.nextInt(SearchStore.CONNECTIONS),
        random.nextInt(SearchStore.DATABASES),
        random.nextInt(SearchStore.SCHEMAS));
  }

  private static String tablePath(Random random) {
    int schema = random.nextInt(SearchStore.SCHEMAS);
    return SearchStore.schema(0, random.nextInt(SearchStore.DATABASES), schema)
        + "/"
        + SearchStore.table(schema, 1 + random.nextInt(400));
  }

  private static String columnName(Random random) {
    return SearchStore.column(
        random.nextInt(SearchStore.SCHEMAS), 1 + random.nextInt(400), 2 + random.nextInt(9));
  }

  private static String columnPath(Random random) {
    int schema = random.nextInt(SearchStore.SCHEMAS);
    int number = 1 + random.nextInt(400);
    return SearchStore.schema(0, random.nextInt(SearchStore.DATABASES), schema)
        + "/"
        + SearchStore.table(schema, number)
        + "/"
        + SearchStore.column(schema, number, 1 + random.nextInt(10));
  }

  private static String guid(List<UUID> guids, Random random) {
    return guids.get(random.nextInt(guids.size())).toString();
  }

  private static String dataType(Random random) {
    return SearchStore.DATA_TYPES.get(random.nextInt(SearchStore.DATA_TYPES.size()));
  }

  private static String noun(Random random) {
    return SearchStore.NOUNS.get(random.nextInt(SearchStore.NOUNS.size()));
  }

  private static String twoNouns(Random random) {
    String name = tableName(random);
    return name.substring(0, name.lastIndexOf('_')).replace('_', ' ');
  }

  private static String term(String field, String value) {
    return "{\"term\": {\"" + field + "\": {\"value\": \"" + value + "\"}}}";
  }

  private static String prefix(String value) {
    return "{\"prefix\": {\"qualifiedName\": {\"value\": \"" + value + "\"}}}";
  }

  private static String ofType(String type, Random random) {
    return term("__typeName.keyword", type)
        + ", "
        + term("connectionQualifiedName", SearchStore.connection(random.nextInt(2)));
  }

  private static String words(String field, String text) {
    return "{\"match\": {\"" + field + "\": {\"query\": \"" + text + "\", \"operator\": \"and\"}}}";
  }

  private static String contains(String text) {
    return "{\"wildcard\": {\"name.keyword\": {\"value\": \"*"
        + text
        + "*\", \"case_insensitive\": true}}}";
  }

  private static String query(String clauses) {
    return "\"query\": {\"bool\": {\"filter\": [" + ACTIVE + ", " + clauses + "]}}";
  }

  private static String page(String clauses, String more) {
    return "{\"size\": 20, \"track_total_hits\": true, " + query(clauses) + more + "}";
  }

  private static String total(String clauses) {
    return "{\"size\": 0, " + query(clauses) + "}";
  }

  private static String after(Random random, String name) {
    String start =
        "\"%s\", \"00000000-0000-0000-0000-%012d\"".formatted(name, random.nextInt(9999));
    return page(
        ofType("Column", random),
        ", \"sort\": [{\"name.keyword\": \"asc\"}, {\"__guid\": \"asc\"}], \"search_after\": ["
            + start
            + "]");
  }

  private String afterCreation() {
    return page(
        term("__typeName.keyword", "Column"),
        ", \"sort\": [{\"__timestamp\": \"asc\"}, {\"__guid\": \"asc\"}], \"search_after\": "
            + samples.lastByCreation());
  }

  private static String facet(String field) {
    return "{\"size\": 0, "
        + query(term("connectionQualifiedName", SearchStore.connection(0)))
        + ", \"aggregations\": {\"f\": {\"terms\": {\"field\": \""
        + field
        + "\", \"size\": 100}}}}";
  }

  private void measure(String name, Function<Random, String> search) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Times>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(i);
        work.add(() -> client(search, random));
      }
      Times all = new Times(new ArrayList<>(), 0);
      for (Future<Times> times : clients.invokeAll(work)) {
        all = all.and(times.get());
      }
      table.add(all.line(name));
      Console.say(all.line(name));
    } finally {
      clients.shutdown();
    }
  }

  private Times client(Function<Random, String> search, Random random)
      throws SQLException, IOException {
    try (Connection connection = Servers.connect(url)) {
      Searcher searcher = SearcherDoor.open(Jdbi.create(connection));
      List<Long> nanos = new ArrayList<>();
      long hits = 0;
      for (int i = -WARM_UPS; i < searches; i++) {
        JsonNode dsl = JSON.readTree(search.apply(random));
        long start = System.nanoTime();
        SearchResult<Asset> result = SearchDoor.search(searcher, dsl);
        long took = System.nanoTime() - start;
        if (i >= 0) {
          nanos.add(took);
          hits += result.total();
        }
      }
      return new Times(nanos, hits);
    }
  }

  private record Times(List<Long> nanos, long hits) {

    Times and(Times other) {
      List<Long> both = new ArrayList<>(nanos);
      both.addAll(other.nanos);
      return new Times(both, hits + other.hits);
    }

    String line(String name) {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return String.format(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %d |",
          name,
          millis(sorted, 50),
          millis(sorted, 95),
          millis(sorted, 100),
          hits / sorted.length);
    }

    private static double millis(long[] sorted, int percent) {
      int index = Math.min(sorted.length - 1, sorted.length * percent / 100);
      return sorted[index] / 1e6;
    }
  }
}
