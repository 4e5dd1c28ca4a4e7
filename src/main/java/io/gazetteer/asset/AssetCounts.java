package io.gazetteer.asset;

import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.SearchSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Precomputed counts of assets, from which searches read totals and facets. Triggers update the
 * counts in the transaction that changes the assets. Fields have the same meaning as in {@link
 * AssetIndex}.
 */
final class AssetCounts implements FieldMap {

  private static final String KEYWORD_SUFFIX = ".keyword";

  private static final Map<String, Field> COMMON =
      Map.of(
          "__state", keyword("k.status"),
          "connectionQualifiedName", keyword("k.connection_qualified_name"),
          "connectorName", keyword("split_part(k.connection_qualified_name, '/', 2)"));

  private static final Field DATABASE_NAME = keyword("nullif(k.database_name, '')");

  /** What is counted, the smallest first. */
  static List<SearchSummary> summaries(TypeFields types) {
    return List.of(byPlace(types), byName(types));
  }

  /** By connection, database, schema, type and status. */
  private static SearchSummary byPlace(TypeFields types) {
    return new SearchSummary(
        "(SELECT * FROM asset_count WHERE assets > 0) AS k",
        "k.assets",
        new AssetCounts(
            types,
            Map.of(
                "databaseQualifiedName",
                    keyword(
                        "CASE WHEN k.database_name <> '' THEN"
                            + " array_to_string((string_to_array(k.place, '/'))[1 : 4], '/') END"),
                "schemaQualifiedName", keyword("CASE WHEN k.schema_name <> '' THEN k.place END")),
            // Their bare names mean text by words in the index.
            Map.of(
                "databaseName.keyword",
                DATABASE_NAME,
                "schemaName.keyword",
                keyword("nullif(k.schema_name, '')"))));
  }

  /** By name, type, status, connection and database. */
  private static SearchSummary byName(TypeFields types) {
    return new SearchSummary(
        "(SELECT * FROM asset_name_count WHERE assets > 0) AS k",
        "k.assets",
        new AssetCounts(
            types,
            Map.of(),
            Map.of(
                "databaseName.keyword", DATABASE_NAME,
                "name.keyword", name("k.name"),
                "name", name("k.name").asText(),
                "name.text", name("k.name").asText(),
                "name.stemmed", stemmedName("k.name"))));
  }

  private final Map<String, Field> fields;

  /**
   * @param keywords fields besides the common ones that are named with and without suffix
   * @param others fields by their whole path
   */
  private AssetCounts(TypeFields types, Map<String, Field> keywords, Map<String, Field> others) {
    fields = new HashMap<>(others);
    Map<String, Field> ofType =
        Map.of(
            "__typeName", types.type("k.type_name"),
            "__superTypeNames", types.superTypes("k.type_name"));
    Stream.of(ofType, COMMON, keywords)
        .flatMap(map -> map.entrySet().stream())
        .forEach(
            entry -> {
              fields.put(entry.getKey(), entry.getValue());
              fields.put(entry.getKey() + KEYWORD_SUFFIX, entry.getValue());
            });
  }

  @Override
  public Optional<Field> field(String path) {
    return Optional.ofNullable(fields.get(path));
  }

  /** The name of an asset, all of which are kept in a table of their own. */
  static Field name(String column) {
    return name(column, new Field.Contained("lower(e.name) LIKE ?", "%s", Optional.of("e.words")));
  }

  /** The name of an asset by the stems of its words. */
  static Field stemmedName(String column) {
    return name(
            column,
            new Field.Contained(
                "lower(e.name) LIKE ?",
                "%s",
                Optional.of("word_stems(e.words)"),
                "word_stems(CAST(? AS text[]))"))
        .asText();
  }

  private static Field name(String column, Field.Contained contained) {
    String names = "SELECT e.name FROM asset_name e WHERE %s";
    Field entry = keyword("e.name").asRequired().containedBy(contained);
    // As an array and not a join, so that under OR, too, an index over names finds them. IS TRUE
    // keeps
    // the other from becoming a join, which would look names up one by one: 5 ms in place of 2.
    return keyword(column)
        .asRequired()
        .keptIn(
            new Field.Dictionary(
                column + " = ANY (ARRAY(" + names + "))",
                "(" + column + " IN (" + names + ")) IS TRUE",
                entry));
  }

  private static Field keyword(String sql) {
    return new Field(sql, FieldType.KEYWORD);
  }
}
