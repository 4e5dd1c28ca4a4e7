package io.gazetteer.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.SearchDoor;
import io.gazetteer.asset.entity.CurationDoor;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.SearcherDoor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * What searches refer to and only a filled store knows: guids, and places to continue at.
 *
 * @param lastByCreation what to send as {@code search_after} near the end of all columns by time
 */
record SearchSamples(List<UUID> tables, List<UUID> columns, String lastByCreation) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLES = 500;
  private static final int BATCH = 100;
  private static final int FROM_END = 500;

  /** Reads them, and verifies every sampled table and column, as a person would. */
  static SearchSamples take(String url) throws SQLException, JsonProcessingException {
    try (Connection connection = Servers.connect(url)) {
      Searcher searcher = SearcherDoor.open(Jdbi.create(connection));
      List<UUID> tables =
          guids(searcher, IntStream.range(0, SAMPLES).mapToObj(SearchSamples::table));
      List<UUID> columns =
          guids(
              searcher,
              IntStream.range(0, SAMPLES)
                  .mapToObj(
                      i -> table(i) + "/" + SearchStore.column(schema(i), number(i), 1 + i % 10)));
      if (tables.isEmpty() || columns.isEmpty()) {
        throw new IllegalStateException("The store has too few assets to search");
      }
      String last = lastByCreation(searcher);
      connection.setAutoCommit(false);
      List<UUID> verified = new ArrayList<>(tables);
      verified.addAll(columns);
      CurationDoor.curate(Jdbi.create(connection), verified, "certificateStatus", "VERIFIED");
      connection.commit();
      return new SearchSamples(tables, columns, last);
    }
  }

  private static int schema(int sample) {
    return sample % SearchStore.SCHEMAS;
  }

  private static int number(int sample) {
    return 1 + sample * 7 % 400;
  }

  private static String table(int sample) {
    int database = sample % SearchStore.DATABASES;
    return SearchStore.schema(sample % SearchStore.CONNECTIONS, database, schema(sample))
        + "/"
        + SearchStore.table(schema(sample), number(sample));
  }

  private static List<UUID> guids(Searcher searcher, Stream<String> paths) {
    List<String> all = paths.toList();
    List<UUID> guids = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      ObjectNode dsl = JSON.createObjectNode().put("size", BATCH);
      ArrayNode wanted = dsl.putObject("query").putObject("terms").putArray("qualifiedName");
      all.subList(from, Math.min(all.size(), from + BATCH)).forEach(wanted::add);
      SearchResult<Asset> found = SearchDoor.search(searcher, dsl);
      found.hits().stream()
          .map(Hit::row)
          .filter(asset -> !asset.archived())
          .forEach(asset -> guids.add(asset.guid()));
    }
    return guids;
  }

  private static String lastByCreation(Searcher searcher) throws JsonProcessingException {
    JsonNode dsl =
        JSON.readTree(
            """
            {"size": %d, "query": {"term": {"__typeName.keyword": "Column"}},
             "sort": [{"__timestamp": "desc"}, {"__guid": "desc"}]}"""
                .formatted(FROM_END));
    List<Hit<Asset>> hits = SearchDoor.search(searcher, dsl).hits();
    return JSON.writeValueAsString(hits.get(hits.size() - 1).sortValues());
  }
}
