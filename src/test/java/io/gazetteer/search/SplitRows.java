package io.gazetteer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchRequest;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * Things and their parts, stored twice: in {@code whole}, with a plain column for each field, and
 * split into {@code thing} and the slim rows of {@code part}, which share much with their thing.
 */
final class SplitRows {

  static final Map<String, FieldType> FIELDS =
      Map.ofEntries(
          Map.entry("guid", FieldType.GUID),
          Map.entry("kind", FieldType.KEYWORD),
          Map.entry("name", FieldType.KEYWORD),
          Map.entry("listed", FieldType.KEYWORD),
          Map.entry("parent", FieldType.KEYWORD),
          Map.entry("note", FieldType.KEYWORD),
          Map.entry("text", FieldType.TEXT),
          Map.entry("number", FieldType.NUMBER),
          Map.entry("slot", FieldType.NUMBER),
          Map.entry("flag", FieldType.BOOLEAN),
          Map.entry("time", FieldType.TIME),
          Map.entry("tags", FieldType.KEYWORDS));

  private static final String PART_GUID = "with_slot(r.guid, p.slot)";

  private static final String FIRST_THING =
      "(SELECT b.id FROM thing b WHERE b.guid >= with_slot(CAST(? AS uuid), 0) ORDER BY b.guid LIMIT 1)";

  private static final String LAST_THING =
      "(SELECT b.id FROM thing b WHERE b.guid <= CAST(? AS uuid) ORDER BY b.guid DESC LIMIT 1)";

  /**
   * A part is found by its thing and slot, which the primary key serves. The bounds are said for
   * both sides of the join, so that neither is walked from its beginning.
   */
  private static final TieBreaker PART_ORDER =
      new TieBreaker(
          PART_GUID,
          List.of("p.thing", "p.slot"),
          Narrowing.ofAll(
              """
              (p.thing = (SELECT b.id FROM thing b WHERE b.guid = with_slot(CAST(? AS uuid), 0))
                  AND p.slot = slot_of(CAST(? AS uuid)))""",
              """
              p.thing = ANY (ARRAY(SELECT b.id FROM thing b WHERE b.guid = ANY (ARRAY(
                  SELECT with_slot(CAST(g AS uuid), 0) FROM unnest(CAST(? AS text[])) AS g))))""",
              "(p.thing >= %1$s AND r.id >= %1$s)".formatted(FIRST_THING),
              "(p.thing <= %1$s AND r.id <= %1$s)".formatted(LAST_THING)));

  private static final SearchTable WHOLE =
      new SearchTable(
          "whole w",
          List.of(),
          "w.guid, w.kind, w.name, w.note",
          fields(path -> "w." + path, kind -> "w.kind = '" + kind + "'", Narrowing.NONE),
          new TieBreaker("w.guid"));

  private static final SearchTable THING =
      new SearchTable(
          "thing t",
          List.of(),
          "t.guid AS guid, 'Thing' AS kind, t.name AS name, t.note AS note",
          fields(
              path ->
                  switch (path) {
                    case "kind" -> "'Thing'";
                    case "parent", "slot" -> null;
                    default -> "t." + path;
                  },
              kind -> kind.equals("Thing") ? "TRUE" : "FALSE",
              Narrowing.NONE),
          new TieBreaker("t.guid"));

  private static final SearchTable PART = part("part p", Map.of("Column", "c", "Index", "i"));
  private static final SearchTable COLUMN =
      part("(SELECT * FROM part WHERE kind = 'c') AS p", Map.of("Column", "c"));
  private static final SearchTable INDEX =
      part("(SELECT * FROM part WHERE kind = 'i') AS p", Map.of("Index", "i"));

  /** A table that the database does not have, so that each statement that names it fails. */
  private static final SearchTable MISSING = part("nowhere p", Map.of());

  static final SearchIndex IN_ONE = index(WHOLE);
  static final SearchIndex IN_TWO = index(THING, PART);
  static final SearchIndex IN_THREE = index(COLUMN, THING, INDEX);
  static final SearchIndex PARTS_MISSING = index(THING, MISSING);
  static final SearchIndex ALL_MISSING = index(MISSING, MISSING);

  /**
   * Parts of some kinds.
   *
   * @param kinds the letter of each
   */
  private static SearchTable part(String rows, Map<String, String> kinds) {
    String kindOf = "CASE p.kind WHEN 'c' THEN 'Column' ELSE 'Index' END";
    return new SearchTable(
        rows,
        List.of(new SearchTable.Join("r", "JOIN thing r ON r.id = p.thing")),
        PART_GUID + " AS guid, " + kindOf + " AS kind, p.name AS name, CAST(NULL AS text) AS note",
        fields(
            path ->
                switch (path) {
                  case "guid" -> PART_GUID;
                  case "kind" -> kindOf;
                  case "parent" -> "r.name";
                  case "note" -> null;
                  case "slot" -> "CAST(p.slot AS numeric)";
                  case "flag" -> "(r.flag AND p.slot <> 2)";
                  case "time" -> "(r.time + p.slot * interval '1 hour')";
                  case "tags" -> "(r.tags || p.name)";
                  default -> "p." + path;
                },
            kind -> kinds.containsKey(kind) ? "p.kind = '" + kinds.get(kind) + "'" : "FALSE",
            PART_ORDER.narrowed()),
        PART_ORDER);
  }

  private static SearchIndex index(SearchTable... tables) {
    return new SearchIndex(List.of(tables), 10_000, List.of());
  }

  /** The same with its rows counted beforehand by three of the fields. */
  static SearchIndex counted(SearchIndex index) {
    FieldMap whole = fields(path -> "k." + path, kind -> "k.kind = '" + kind + "'", Narrowing.NONE);
    List<String> known = List.of("kind", "name", "listed", "flag");
    return new SearchIndex(
        index.tables(),
        index.maxSize(),
        List.of(
            new SearchSummary(
                "(SELECT kind, name, flag, count(*) AS rows FROM whole GROUP BY 1, 2, 3) AS k",
                "k.rows",
                path -> known.contains(path) ? whole.field(path) : Optional.empty())));
  }

  /**
   * The fields of a table.
   *
   * @param sql expression of each; null where the table does not have it
   * @param isKind the condition for each kind
   * @param ofGuid what helps with the guid
   */
  private static FieldMap fields(
      UnaryOperator<String> sql, UnaryOperator<String> isKind, Narrowing ofGuid) {
    return path -> {
      FieldType type = FIELDS.get(path);
      String column = type == null ? null : sql.apply(path.equals("listed") ? "name" : path);
      if (column == null) {
        return Optional.ofNullable(type).map(Field::absent);
      }
      Field plain = new Field(column, type);
      return Optional.of(
          switch (path) {
            case "guid" -> plain.asRequired().narrowedBy(ofGuid);
            case "name" -> plain.asRequired();
            case "listed" -> plain.asRequired().keptIn(entries(column));
            case "kind" ->
                new Field(column, type, true)
                    .asRequired()
                    .withConditions(
                        Map.of(
                            "thing", isKind.apply("Thing"),
                            "column", isKind.apply("Column"),
                            "index", isKind.apply("Index")));
            case "parent" ->
                column.equals("r.name")
                    ? plain.narrowedBy("p.thing IN (SELECT b.id FROM thing b WHERE b.name = ?)")
                    : plain;
            default -> plain;
          });
    };
  }

  /** All names, each once. */
  private static Field.Dictionary entries(String column) {
    String names = "SELECT e.name FROM entry e WHERE %s";
    return new Field.Dictionary(
        column + " = ANY (ARRAY(" + names + "))",
        "(" + column + " IN (" + names + ")) IS TRUE",
        new Field("e.name", FieldType.KEYWORD)
            .containedBy(
                new Field.Contained(
                    "lower(e.name) LIKE ?", "%s", Optional.of(Words.array("e.name")))));
  }

  private final ObjectMapper json = new ObjectMapper();
  final Jdbi jdbi;

  /**
   * @param things how many there are
   * @param parts how many of them each has, by its number {@code i}
   * @param name of the thing with number {@code i}, or of its part {@code s} above 0
   */
  SplitRows(int things, String parts, String name) {
    try {
      jdbi = Jdbi.create(Postgres.connect(Postgres.createDatabase("split")));
      String schema = Files.readString(Path.of("src/test/resources/search/split-rows.sql"));
      jdbi.useHandle(handle -> handle.createScript(schema).execute());
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    fill(things, parts, name);
  }

  private void fill(int things, String parts, String name) {
    String texts = "pick(%1$s || 'x', ARRAY['Order items', 'the order_item line', 'ÄÖ x', ''])";
    run(
        """
        INSERT INTO thing SELECT i, CAST(lpad(to_hex(i * 3), 8, '0') || '-abcd-7000-8000-00000000%2$s' AS uuid), %1$s,
            pick(i || 'n', ARRAY['a', 'B', 'ab']), %3$s, CAST(pick(i || '#', ARRAY['1', '2', '2.5', '7']) AS numeric),
            CAST(pick(i || 'f', ARRAY['true', 'false']) AS boolean),
            CAST(pick(i || 't', ARRAY['2024-05-14T23:59:59.999Z', '2024-05-15T10:00:00Z', '2024-05-15T10:00:00.000001Z']) AS timestamptz),
            CASE WHEN i %% 3 > 0 THEN ARRAY[pick(i || 'g', ARRAY['x', 'y', 'Z'])] END
            FROM (SELECT i, 0 AS s FROM generate_series(1, %4$d) AS i) AS n"""
            .formatted(name, "0000", texts.formatted("i"), things));
    run(
        """
        INSERT INTO part SELECT i, s, CASE WHEN s %% 3 = 0 THEN 'i' ELSE 'c' END, %s, %s,
            CAST(pick(i || '.' || s, ARRAY['1', '2', '3']) AS numeric)
            FROM generate_series(1, %d) AS i, LATERAL generate_series(1, %s) AS s"""
            .formatted(name, texts.formatted("i || '-' || s"), things, parts));
    run(
        """
        INSERT INTO whole SELECT guid, 'Thing', name, NULL, note, text, number, NULL, flag, time, tags FROM thing""");
    run(
        """
        INSERT INTO whole SELECT with_slot(r.guid, p.slot), CASE WHEN p.kind = 'c' THEN 'Column' ELSE 'Index' END,
            p.name, r.name, NULL, p.text, p.number, p.slot, r.flag AND p.slot <> 2,
            r.time + p.slot * interval '1 hour', r.tags || p.name
            FROM part p JOIN thing r ON r.id = p.thing""");
    run("INSERT INTO entry SELECT DISTINCT name FROM whole");
    run("ANALYZE");
  }

  private void run(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql.replace("?", "??")));
  }

  /** Single quotes stand for double ones. */
  SearchRequest request(String body) {
    try {
      return RequestParser.parse(json.readTree(body.replace('\'', '"')));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(body, malformed);
    }
  }

  /** Rows as their columns, separated by bars. */
  SearchResult<String> search(SearchIndex index, SearchRequest request) {
    return new Searcher(
            jdbi,
            Clock.fixed(SampleTable.NOW, ZoneOffset.UTC),
            Duration.ofSeconds(20),
            1,
            Duration.ZERO,
            new AnswerBudget(64 << 20, 64 << 20, new AnswerBytes()))
        .search(
            index,
            request,
            row ->
                row.getString("guid")
                    + "|"
                    + row.getString("kind")
                    + "|"
                    + row.getString("name")
                    + "|"
                    + row.getString("note"));
  }
}
