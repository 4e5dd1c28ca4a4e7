package io.gazetteer.asset;

import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.SearchIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Assets as something that can be searched: tables, columns, and the fields that requests may name.
 */
final class AssetIndex implements FieldMap {

  private static final List<SearchIndex.Join> JOINS =
      List.of(
          new SearchIndex.Join("c", "LEFT JOIN asset_curation c ON c.guid = a.guid"),
          new SearchIndex.Join(
              "y",
              """
              LEFT JOIN database_sync y
                  ON y.connection_qualified_name = a.connection_qualified_name AND y.database_name = a.database_name"""),
          new SearchIndex.Join(
              "n",
              "LEFT JOIN asset n ON n.qualified_name = a.connection_qualified_name AND n.type_name = 'Connection'"));

  static final String COLUMNS =
      """
      a.guid, a.type_name, a.qualified_name, a.name, a.connection_qualified_name, a.parent_qualified_name,
      a.parent_type_name, a.database_name, a.schema_name, a.relation_name, a.status,
      a.version + coalesce(c.version, 0) AS version, a.created_at, a.created_by,
      greatest(a.updated_at, c.updated_at) AS updated_at,
      CASE WHEN c.updated_at > a.updated_at THEN c.updated_by ELSE a.updated_by END AS updated_by,
      a.attributes || coalesce(a.statistics, '{}') || coalesce(c.attributes, '{}') AS attributes,
      y.workflow_name AS sync_workflow_name, y.run_name AS sync_run_name, y.at AS sync_at,
      n.name AS connection_name""";

  static final SearchIndex INDEX =
      new SearchIndex(
          "asset a",
          JOINS,
          COLUMNS,
          new AssetIndex(),
          "a.guid",
          10_000,
          List.of(AssetCounts.BY_PLACE, AssetCounts.BY_NAME));

  static final String FROM = INDEX.from();

  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private static final String KEYWORD_SUFFIX = ".keyword";
  private static final String TEXT_SUFFIX = ".text";

  /** Behind a time, which the SDKs ask by its milliseconds or by its date; both are one here. */
  private static final String DATE_SUFFIX = ".date";

  /** Attributes that hold whole or fractional numbers; comparisons then are numeric. */
  private static final Set<String> NUMBERS =
      Set.of(
          "announcementUpdatedAt",
          "cacheSize",
          "certificateUpdatedAt",
          "columnCount",
          "connectionLimit",
          "largeObjectCount",
          "maxLength",
          "numericScale",
          "order",
          "partitionCount",
          "partitionOrder",
          "popularityScore",
          "precision",
          "queryCount",
          "queryUserCount",
          "rowCount",
          "rowLimit",
          "scanCount",
          "schemaCount",
          "sizeBytes",
          "tableCount",
          "viewScore",
          "viewsCount");

  /**
   * Names of the SDKs' model that mean numbers and that no crawl fills. Who writes about
   * connections may fill some of them, with texts as well; those that are no number are passed by.
   */
  private static final Pattern FURTHER_NUMBERS =
      Pattern.compile(
          ".*(At|Confidence|Count|CountLong|Percentage|Score)"
              + "|asset(DbtJobLastRun|DbtJobNextRun|DQFreshnessExpectation|DQFreshnessValue)"
              + "|column(Average|AverageLength|Max|Mean|Median|Min|StandardDeviation|Sum|Variance)(Value)?"
              + "|column(DepthLevel|MaximumStringLength|MinimumStringLength)"
              + "|objectStorageUploadThreshold|popularityInsightsTimeframe|port|queryTimeout"
              + "|source(ReadQuery|Total)Cost|staleSinceDate|tableRetentionTime");

  private static final String IF_NUMBER =
      "CASE WHEN (%1$s) ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN CAST((%1$s) AS numeric) END";

  private static final Set<String> LISTS =
      Set.of(
          "adminGroups",
          "adminRoles",
          "adminUsers",
          "assetTags",
          "checks",
          "columns",
          "defaultPrivileges",
          "enumValues",
          "events",
          "expressions",
          "functionArguments",
          "grants",
          "includedColumns",
          "kinds",
          "memberOf",
          "members",
          "options",
          "ownerGroups",
          "ownerUsers",
          "publications",
          "publishes",
          "roles",
          "schemas",
          "starredBy",
          "tables",
          "tags",
          "viewerGroups",
          "viewerUsers");

  private static final String DATABASE_PATH = pathOf("a.database_name", 4);
  private static final String SCHEMA_PATH = pathOf("a.schema_name", 5);

  /** Wherever a path is that of what contains an asset, its own begins with it. */
  private static final String INSIDE = "(a.qualified_name >= ? AND a.qualified_name < ? || '0')";

  private static final Field NAME = AssetCounts.name("a.name");
  private static final Field STEMMED_NAME = AssetCounts.stemmedName("a.name");

  private static final Field.Contained DESCRIPTIONS =
      new Field.Contained(
          """
          lower(translate(d.attributes ->> 'description', '\u212A\u0130', 'ki') COLLATE "C")
              LIKE translate(?, '\u212A\u0130', 'ki')""",
          """
          a.guid IN (
              SELECT d.guid FROM asset d WHERE (d.attributes ->> 'description') IS NOT NULL AND (%s)
              UNION ALL
              SELECT d.guid FROM asset_curation d WHERE (d.attributes ->> 'description') IS NOT NULL AND (%s))""",
          Optional.empty());

  /** Attributes that only people write; no crawl has them. */
  private static final Set<String> CURATED =
      Set.of(
          "announcementMessage",
          "announcementTitle",
          "announcementType",
          "announcementUpdatedAt",
          "announcementUpdatedBy",
          "assetTags",
          "certificateStatus",
          "certificateStatusMessage",
          "certificateUpdatedAt",
          "certificateUpdatedBy",
          "displayName",
          "ownerGroups",
          "ownerUsers",
          "starredBy",
          "userDescription",
          "viewerGroups",
          "viewerUsers");

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("__guid", new Field("a.guid", FieldType.GUID).asRequired()),
          Map.entry("_id", new Field("a.guid", FieldType.GUID).asRequired()),
          Map.entry("__typeName", AssetCounts.type("a.type_name")),
          Map.entry("__superTypeNames", AssetCounts.superTypes("a.type_name")),
          Map.entry("__state", keyword("a.status").asRequired()),
          Map.entry("__timestamp", new Field("a.created_at", FieldType.TIME).asRequired()),
          Map.entry(
              "__modificationTimestamp",
              new Field("greatest(a.updated_at, c.updated_at)", FieldType.TIME).asRequired()),
          Map.entry("__createdBy", keyword("a.created_by")),
          Map.entry(
              "__modifiedBy",
              keyword(
                  "CASE WHEN c.updated_at > a.updated_at THEN c.updated_by ELSE a.updated_by END")),
          Map.entry("qualifiedName", keyword("a.qualified_name").asRequired()),
          Map.entry("connectionQualifiedName", keyword("a.connection_qualified_name").asRequired()),
          Map.entry("__hasLineage", new Field("FALSE", FieldType.BOOLEAN).asRequired()),
          Map.entry("lastSyncRun", keyword("y.run_name")),
          Map.entry("lastSyncRunAt", new Field("y.at", FieldType.TIME)),
          Map.entry("lastSyncWorkflowName", keyword("y.workflow_name")),
          Map.entry("connectionName", keyword("n.name")),
          Map.entry("connectorName", keyword("split_part(a.connection_qualified_name, '/', 2)")),
          Map.entry("databaseName", keyword("a.database_name")),
          Map.entry("databaseQualifiedName", keyword(DATABASE_PATH).narrowedBy(INSIDE)),
          Map.entry("schemaName", keyword("a.schema_name")),
          Map.entry("schemaQualifiedName", keyword(SCHEMA_PATH).narrowedBy(INSIDE)),
          Map.entry("tableName", keyword(ofTable("a.relation_name", "tableName"))),
          Map.entry(
              "tableQualifiedName",
              keyword(ofTable("a.parent_qualified_name", "tableQualifiedName"))
                  .narrowedBy("(" + INSIDE + " OR a.type_name = 'TablePartition')")),
          Map.entry("viewName", keyword(ofView("a.relation_name"))),
          Map.entry(
              "viewQualifiedName", keyword(ofView("a.parent_qualified_name")).narrowedBy(INSIDE)),
          Map.entry("order", new Field("a.ordinal", FieldType.NUMBER)));

  /** Fields whose bare name means text by words; the exact form has the suffix. */
  private static final Set<String> ANALYSED =
      Set.of(
          "name",
          "description",
          "userDescription",
          "displayName",
          "databaseName",
          "schemaName",
          "tableName",
          "viewName");

  @Override
  public Optional<Field> field(String path) {
    if (path.endsWith(KEYWORD_SUFFIX)) {
      return exact(path.substring(0, path.length() - KEYWORD_SUFFIX.length()));
    }
    if (path.endsWith(TEXT_SUFFIX)) {
      return text(path.substring(0, path.length() - TEXT_SUFFIX.length()));
    }
    if (path.endsWith(DATE_SUFFIX)) {
      return exact(path.substring(0, path.length() - DATE_SUFFIX.length()))
          .filter(field -> field.type() == FieldType.TIME);
    }
    if (path.equals("name.stemmed")) {
      return Optional.of(STEMMED_NAME);
    }
    return ANALYSED.contains(path) ? text(path) : exact(path);
  }

  private static Optional<Field> text(String attribute) {
    return exact(attribute).map(Field::asText);
  }

  private static Optional<Field> exact(String attribute) {
    if (attribute.equals("name")) {
      return Optional.of(NAME);
    }
    Field known = FIELDS.get(attribute);
    if (known != null) {
      return Optional.of(known);
    }
    return ATTRIBUTE.matcher(attribute).matches()
        ? Optional.of(stored(attribute))
        : Optional.empty();
  }

  /**
   * An attribute that has no column of its own; its name is safe inside quotes, as the pattern lets
   * nothing else by.
   */
  private static Field stored(String attribute) {
    if (LISTS.contains(attribute)) {
      return new Field(listOf(attribute), FieldType.KEYWORDS);
    }
    String value =
        (CURATED.contains(attribute)
                ? "c.attributes ->> '%1$s'"
                : "coalesce(c.attributes ->> '%1$s', a.statistics ->> '%1$s', a.attributes ->> '%1$s')")
            .formatted(attribute);
    if (NUMBERS.contains(attribute)) {
      return new Field("CAST(" + value + " AS numeric)", FieldType.NUMBER);
    }
    if (FURTHER_NUMBERS.matcher(attribute).matches()) {
      return new Field(IF_NUMBER.formatted(value), FieldType.NUMBER);
    }
    boolean flag =
        attribute.startsWith("is")
            || attribute.startsWith("allow")
            || attribute.startsWith("functionIs");
    return flag
        ? new Field("CAST(" + value + " AS boolean)", FieldType.BOOLEAN)
        : attribute.equals("description")
            ? keyword("(" + value + ")").containedBy(DESCRIPTIONS)
            : keyword("(" + value + ")");
  }

  private static String listOf(String attribute) {
    String list =
        CURATED.contains(attribute)
            ? "c.attributes -> '%1$s'"
            : "coalesce(c.attributes -> '%1$s', a.attributes -> '%1$s')";
    return """
        ARRAY(SELECT jsonb_array_elements_text(element) FROM (
            SELECT %s) AS list (element)
            WHERE jsonb_typeof(element) = 'array')"""
        .formatted(list.formatted(attribute));
  }

  private static Field keyword(String sql) {
    return new Field(sql, FieldType.KEYWORD);
  }

  /**
   * The first segments of the path; a name's own slashes are escaped, so that splitting is exact.
   */
  private static String pathOf(String presentWhen, int segments) {
    return "CASE WHEN %s IS NOT NULL THEN array_to_string((string_to_array(a.qualified_name, '/'))[1 : %d], '/') END"
        .formatted(presentWhen, segments);
  }

  /** Of a column the table that it is in, of a partition the table that it is a part of. */
  private static String ofTable(String ofColumn, String ofPartition) {
    return """
        CASE WHEN a.type_name = 'TablePartition' THEN a.attributes ->> '%s'
            WHEN a.type_name = 'Column' AND a.parent_type_name IN ('Table', 'TablePartition') THEN %s END"""
        .formatted(ofPartition, ofColumn);
  }

  private static String ofView(String ofColumn) {
    return """
        CASE WHEN a.type_name = 'Column' AND a.parent_type_name IN ('View', 'MaterialisedView') THEN %s END"""
        .formatted(ofColumn);
  }
}
