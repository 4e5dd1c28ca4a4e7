package io.gazetteer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.testing.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A table with one column per type of field, the index over it, and shorthand to search it. */
final class SampleTable {

  static final Instant NOW = Instant.parse("2024-05-15T12:30:45.678Z");

  private static final String INSIDE =
      "lower(translate(t.words, '\u212A\u0130', 'ki') COLLATE \"C\") LIKE translate(?, '\u212A\u0130', 'ki')";

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("id", new Field("t.id", FieldType.KEYWORD)),
          Map.entry("key", new Field("t.key", FieldType.KEYWORD)),
          Map.entry(
              "kind",
              new Field("t.key", FieldType.KEYWORD, true)
                  .withConditions(Map.of("ab", "lower(t.key COLLATE \"C\") = 'ab'"))),
          Map.entry("guid", new Field("t.guid", FieldType.GUID).asRequired()),
          Map.entry(
              "sure",
              new Field("t.sure", FieldType.KEYWORD)
                  .asRequired()
                  .narrowedBy("(t.sure >= ? AND t.sure < ? || '!')")
                  .containedBy(
                      new Field.Contained(
                          INSIDE.replace("words", "sure"), "%s", Optional.empty()))),
          Map.entry("listed", new Field("t.sure", FieldType.KEYWORD).keptIn(entries("sure", "t"))),
          Map.entry(
              "listedText", new Field("t.words", FieldType.TEXT).keptIn(entries("words", "t"))),
          Map.entry(
              "text",
              new Field("t.words", FieldType.TEXT)
                  .containedBy(
                      new Field.Contained(
                          INSIDE.replace("t.", "i."),
                          "t.id IN (SELECT i.id FROM sample i WHERE i.words IS NOT NULL AND (%s))",
                          Optional.empty()))),
          Map.entry("anyText", new Field("t.words", FieldType.TEXT, true)),
          Map.entry("number", new Field("t.number", FieldType.NUMBER)),
          Map.entry("flag", new Field("t.flag", FieldType.BOOLEAN)),
          Map.entry("time", new Field("t.happened_at", FieldType.TIME)),
          Map.entry("tags", new Field("t.tags", FieldType.KEYWORDS)));

  private static Field.Dictionary entries(String column, String alias) {
    String values = "SELECT DISTINCT e.%1$s FROM sample e WHERE %2$s".formatted(column, "%s");
    return new Field.Dictionary(
        alias + "." + column + " = ANY (ARRAY(" + values + "))",
        "(" + alias + "." + column + " IN (" + values + ")) IS TRUE",
        new Field("e." + column, FieldType.KEYWORD)
            .containedBy(
                new Field.Contained(
                    "lower(e.%s COLLATE \"C\") LIKE ?".formatted(column),
                    "%s",
                    Optional.of(Words.array("e." + column)))));
  }

  static final SearchIndex INDEX =
      new SearchIndex(
          "sample AS t", "t.id", path -> Optional.ofNullable(FIELDS.get(path)), "t.id", 10_000);

  /** The same for whoever looks at one row after another. */
  static final SearchIndex ROW_BY_ROW =
      new SearchIndex("sample AS t", "t.id", INDEX.tables().get(0).rowByRow(), "t.id", 10_000);

  private static final Map<String, Field> COUNTED =
      Map.of(
          "key", new Field("k.key", FieldType.KEYWORD),
          "flag", new Field("k.flag", FieldType.BOOLEAN),
          "sure", new Field("k.sure", FieldType.KEYWORD),
          "listed", new Field("k.sure", FieldType.KEYWORD).keptIn(entries("sure", "k")));

  /**
   * The same with its rows counted beforehand by three of the fields, and no row to be seen but
   * there.
   */
  static final SearchIndex SUMMED =
      new SearchIndex(
          List.of(
              new SearchTable(
                  "(SELECT * FROM sample WHERE false) AS t",
                  List.of(),
                  "t.id",
                  INDEX.fields(),
                  new TieBreaker("t.id"))),
          INDEX.maxSize(),
          List.of(summary()));

  /** Rows that can be seen, and are counted beforehand. */
  static final SearchIndex COUNTED_TOO =
      new SearchIndex(INDEX.tables(), INDEX.maxSize(), List.of(summary()));

  private static SearchSummary summary() {
    return new SearchSummary(
        "(SELECT key, flag, sure, count(*) AS rows FROM sample GROUP BY 1, 2, 3) AS k",
        "k.rows",
        path -> Optional.ofNullable(COUNTED.get(path)));
  }

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
                    + " tags text[], guid uuid NOT NULL, sure text COLLATE \"C\" NOT NULL)"));
  }

  /** One row; whatever is null stays so. */
  record Row(
      String id,
      String key,
      String text,
      Long number,
      Boolean flag,
      Instant time,
      List<String> tags) {

    /** Follows from the id. */
    UUID guid() {
      return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The key, which here is never absent. */
    String sure() {
      return key == null ? "-" : key;
    }
  }

  void add(Row row) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, string_to_array(?, '|'), ?, ?)",
                row.id(),
                row.key(),
                row.text(),
                row.number(),
                row.flag(),
                row.time() == null ? null : row.time().atOffset(ZoneOffset.UTC),
                row.tags() == null ? null : String.join("|", row.tags()),
                row.guid(),
                row.sure()));
  }

  SearchRequest request(String body) {
    try {
      return RequestParser.parse(json.readTree(body.replace('\'', '"')));
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
    AnswerBudget budget = new AnswerBudget(8 << 20, 8 << 20, new AnswerBytes());
    return new Searcher(jdbi, Clock.fixed(NOW, ZoneOffset.UTC), timeout, 1, Duration.ZERO, budget)
        .search(index, request, row -> row.getString(1));
  }

  /** The ids of the rows that fit, in order of id; single quotes stand for double ones. */
  List<String> ids(String query) {
    return ids(request("{'size': 1000, 'query': " + query + "}"));
  }

  List<String> ids(SearchRequest request) {
    return ids(INDEX, request);
  }

  List<String> ids(SearchIndex index, SearchRequest request) {
    return search(index, request, Duration.ofSeconds(10)).hits().stream().map(Hit::row).toList();
  }

  /** As many rows as wanted, whose key is told by their number, counted from 1. */
  void addMany(int rows, String key) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO sample (id, key, guid, sure)"
                    + " SELECT 'r' || lpad(CAST(i AS text), 6, '0'), key, gen_random_uuid(), key"
                    + " FROM (SELECT i, %s AS key FROM generate_series(1, %d) AS i) AS n"
                        .formatted(key, rows)));
  }
}
