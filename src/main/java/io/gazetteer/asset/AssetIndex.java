package io.gazetteer.asset;

import io.gazetteer.model.Attribute;
import io.gazetteer.model.Origin;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Field;
import io.gazetteer.search.FieldMap;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.SearchIndex;
import io.gazetteer.search.SearchTable;
import io.gazetteer.search.TieBreaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The search index of assets: the tables to join, the columns to read, and the fields that requests
 * may name.
 */
final class AssetIndex implements FieldMap {

  private static final List<SearchTable.Join> JOINS =
      List.of(
          new SearchTable.Join("c", "LEFT JOIN asset_curation c ON c.guid = a.guid"),
          new SearchTable.Join(
              "y",
              """
              LEFT JOIN database_sync y
                  ON y.connection_qualified_name = a.connection_qualified_name AND y.database_name = a.database_name"""),
          new SearchTable.Join(
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

  static final String FROM =
      "asset a" + JOINS.stream().map(join -> " " + join.sql()).collect(Collectors.joining());

  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private static final String KEYWORD_SUFFIX = ".keyword";
  private static final String TEXT_SUFFIX = ".text";

  /** Behind a time, which the SDKs ask by its milliseconds or by its date; both are one here. */
  private static final String DATE_SUFFIX = ".date";

  private static final String CURATED_TEXT = "c.attributes ->> '%s'";
  private static final String ANY_TEXT =
      "coalesce(c.attributes ->> '%1$s', a.statistics ->> '%1$s', a.attributes ->> '%1$s')";
  private static final String CURATED_LIST = "c.attributes -> '%s'";
  private static final String ANY_LIST = "coalesce(c.attributes -> '%1$s', a.attributes -> '%1$s')";

  private static final String LIST =
      """
      ARRAY(SELECT jsonb_array_elements_text(element) FROM (
          SELECT %s) AS list (element)
          WHERE jsonb_typeof(element) = 'array')""";

  private static final String NUMBER = "CAST(%s AS numeric)";
  private static final String FLAG = "CAST(%s AS boolean)";

  /** Clients may bring texts in place of numbers and truth values; those are skipped. */
  private static final String IF_NUMBER =
      "CASE WHEN (%1$s) ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN CAST((%1$s) AS numeric) END";

  private static final String IF_FLAG =
      "CASE WHEN (%1$s) IN ('true', 'false') THEN CAST((%1$s) AS boolean) END";

  private static final String DATABASE_PATH =
      pathOf("a.database_name", QualifiedNames.DATABASE_SEGMENTS);
  private static final String SCHEMA_PATH = pathOf("a.schema_name", QualifiedNames.SCHEMA_SEGMENTS);

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

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("__guid", new Field("a.guid", FieldType.GUID).asRequired()),
          Map.entry("_id", new Field("a.guid", FieldType.GUID).asRequired()),
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
          "name", "description",
          "userDescription", "displayName",
          "databaseName", "schemaName",
          "tableName", "viewName");

  private final Vocabulary vocabulary;
  private final TypeFields types;
  private final Field type;
  private final Field superTypes;

  AssetIndex(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.types = new TypeFields(vocabulary);
    this.type = types.type("a.type_name");
    this.superTypes = types.superTypes("a.type_name");
  }

  SearchIndex index() {
    SearchTable asset = new SearchTable("asset a", JOINS, COLUMNS, this, new TieBreaker("a.guid"));
    return new SearchIndex(List.of(asset), 10_000, AssetCounts.summaries(types));
  }

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

  private Optional<Field> text(String attribute) {
    return exact(attribute).map(Field::asText);
  }

  private Optional<Field> exact(String attribute) {
    switch (attribute) {
      case "name":
        return Optional.of(NAME);
      case "__typeName":
        return Optional.of(type);
      case "__superTypeNames":
        return Optional.of(superTypes);
      default:
        break;
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
  private Field stored(String name) {
    Attribute attribute =
        vocabulary.attribute(name).orElseGet(() -> Attribute.text(name).from(Origin.IMPORTED));
    boolean curated = attribute.origin() == Origin.CURATED;
    boolean checked = attribute.origin() != Origin.IMPORTED;
    String value = (curated ? CURATED_TEXT : ANY_TEXT).formatted(name);
    return switch (attribute.type()) {
      case LIST ->
          new Field(
              LIST.formatted((curated ? CURATED_LIST : ANY_LIST).formatted(name)),
              FieldType.KEYWORDS);
      case NUMBER, TIME ->
          new Field((checked ? NUMBER : IF_NUMBER).formatted(value), FieldType.NUMBER);
      case BOOLEAN -> new Field((checked ? FLAG : IF_FLAG).formatted(value), FieldType.BOOLEAN);
      case TEXT ->
          name.equals("description")
              ? keyword("(" + value + ")").containedBy(DESCRIPTIONS)
              : keyword("(" + value + ")");
    };
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
