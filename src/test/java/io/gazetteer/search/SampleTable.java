package io.gazetteer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.testing.Postgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** A table with one column per type of field, the index over it, and shorthand to search it. */
final class SampleTable {

  static final Instant NOW = Instant.parse("2024-05-15T12:30:45.678Z");

  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", new Field("t.id", FieldType.KEYWORD),
          "key", new Field("t.key", FieldType.KEYWORD),
          "kind", new Field("t.key", FieldType.KEYWORD, true),
          "text", new Field("t.words", FieldType.TEXT),
          "anyText", new Field("t.words", FieldType.TEXT, true),
          "number", new Field("t.number", FieldType.NUMBER),
          "flag", new Field("t.flag", FieldType.BOOLEAN),
          "time", new Field("t.happened_at", FieldType.TIME),
          "tags", new Field("t.tags", FieldType.KEYWORDS));

  static final SearchIndex INDEX =
      new SearchIndex(
          "sample AS t", "t.id", path -> Optional.ofNullable(FIELDS.get(path)), "t.id", 10_000);

  private final ObjectMapper json = new ObjectMapper();
  final Jdbi jdbi;

  SampleTable() {
    try {
      jdbi = Jdbi.create(Postgres.connect(Postgres.createDatabase("search")));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    jdbi.useHandle(
        handle ->
            handle.execute(
                "CREATE TABLE sample (id text COLLATE \"C\" PRIMARY KEY, key text COLLATE \"C\","
                    + " words text, number numeric, flag boolean, happened_at timestamptz,"
                    + " tags text[])"));
  }

  /** One row; whatever is null stays so. */
  record Row(
      String id,
      String key,
      String text,
      Long number,
      Boolean flag,
      Instant time,
      List<String> tags) {}

  void add(Row row) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, string_to_array(?, '|'))",
                row.id(),
                row.key(),
                row.text(),
                row.number(),
                row.flag(),
                row.time() == null ? null : row.time().atOffset(ZoneOffset.UTC),
                row.tags() == null ? null : String.join("|", row.tags())));
  }

  SearchRequest request(String body) {
    try {
      return SearchRequest.parse(json.readTree(body.replace('\'', '"')));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(body, malformed);
    }
  }

  SearchResult<String> search(SearchRequest request) {
    return search(request, Duration.ofSeconds(10));
  }

  SearchResult<String> search(SearchRequest request, Duration timeout) {
    return search(INDEX, request, timeout);
  }

  SearchResult<String> search(SearchIndex index, SearchRequest request, Duration timeout) {
    return new Searcher(jdbi, Clock.fixed(NOW, ZoneOffset.UTC), () -> timeout)
        .search(index, request, (row, context) -> row.getString(1));
  }

  /** The ids of the rows that fit, in order of id; single quotes stand for double ones. */
  List<String> ids(String query) {
    return ids(request("{'size': 1000, 'query': " + query + "}"));
  }

  List<String> ids(SearchRequest request) {
    return search(request).hits().stream().map(Hit::row).toList();
  }
}
