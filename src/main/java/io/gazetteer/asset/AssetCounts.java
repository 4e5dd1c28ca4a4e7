package io.gazetteer.asset;

import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.SearchSummary;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Assets counted by connection, database, schema, type and status. Triggers keep the counts in the
 * transaction that changes the assets; searches read totals and facets out of them. A field has the
 * same meaning here as in {@link AssetIndex}.
 */
final class AssetCounts implements FieldMap {

  static final SearchSummary SUMMARY =
      new SearchSummary(
          "(SELECT * FROM asset_count WHERE assets > 0) AS k", "k.assets", new AssetCounts());

  private static final String KEYWORD_SUFFIX = ".keyword";

  private static final Map<String, Field> FIELDS =
      Map.of(
          "__typeName", type("k.type_name"),
          "__superTypeNames", superTypes("k.type_name"),
          "__state", keyword("k.status"),
          "connectionQualifiedName", keyword("k.connection_qualified_name"),
          "connectorName", keyword("split_part(k.connection_qualified_name, '/', 2)"),
          "databaseQualifiedName",
              keyword(
                  "CASE WHEN k.database_name <> '' THEN"
                      + " array_to_string((string_to_array(k.place, '/'))[1 : 4], '/') END"),
          "schemaQualifiedName", keyword("CASE WHEN k.schema_name <> '' THEN k.place END"));

  /** Fields whose bare name means text by words in the index; here they have the suffix. */
  private static final Map<String, Field> NAMES =
      Map.of(
          "databaseName", keyword("nullif(k.database_name, '')"),
          "schemaName", keyword("nullif(k.schema_name, '')"));

  @Override
  public Optional<Field> field(String path) {
    if (!path.endsWith(KEYWORD_SUFFIX)) {
      return Optional.ofNullable(FIELDS.get(path));
    }
    String name = path.substring(0, path.length() - KEYWORD_SUFFIX.length());
    return Optional.ofNullable(FIELDS.getOrDefault(name, NAMES.get(name)));
  }

  /** The type of an asset; requests write it without regard to case. */
  static Field type(String column) {
    Map<String, String> conditions = new HashMap<>();
    for (String type : AssetTypes.ALL) {
      conditions.put(type.toLowerCase(Locale.ROOT), column + " = '" + type + "'");
    }
    return new Field(column, FieldType.KEYWORD, true).asRequired().withConditions(conditions);
  }

  /** The type of an asset and all that it is a kind of. */
  static Field superTypes(String column) {
    Map<String, String> conditions = new HashMap<>(type(column).conditions());
    String notConnection = column + " <> '" + AssetTypes.CONNECTION + "'";
    conditions.put("referenceable", "TRUE");
    conditions.put("asset", "TRUE");
    conditions.put("catalog", notConnection);
    conditions.put("sql", notConnection);
    String list =
        "CASE WHEN %1$s = 'Connection' THEN ARRAY['Referenceable', 'Asset', %1$s] ELSE ARRAY['Referenceable', 'Asset', 'Catalog', 'SQL', %1$s] END"
            .formatted(column);
    return new Field(list, FieldType.KEYWORDS, true).withConditions(conditions);
  }

  private static Field keyword(String sql) {
    return new Field(sql, FieldType.KEYWORD);
  }
}
