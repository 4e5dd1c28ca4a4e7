package io.gazetteer.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assets in the SDKs' wire form. Attributes that follow from an asset's place (names and paths of
 * what contains it, the last run) are not stored but put in here.
 */
public final class AssetWire {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String CUSTOM_ATTRIBUTES = "customAttributes";
  private static final String QUALIFIED_NAME = "qualifiedName";
  private static final int DATABASE_SEGMENTS = 4;
  private static final int SCHEMA_SEGMENTS = 5;

  private AssetWire() {}

  /** Everything about an asset but its attributes and relations. */
  public static ObjectNode header(Asset asset) {
    ObjectNode entity = JSON.objectNode();
    entity.put("typeName", asset.typeName());
    entity.put("guid", asset.guid().toString());
    entity.put("status", asset.archived() ? "DELETED" : "ACTIVE");
    entity.put("displayText", asset.name());
    entity.put("createdBy", asset.createdBy());
    entity.put("updatedBy", asset.updatedBy());
    entity.put("createTime", asset.createdAt().toEpochMilli());
    entity.put("updateTime", asset.updatedAt().toEpochMilli());
    entity.put("version", asset.version());
    entity.put("isIncomplete", false);
    ArrayNode superTypes = entity.putArray("superTypeNames");
    superTypes.add("Referenceable").add("Asset");
    if (!asset.typeName().equals(AssetTypes.CONNECTION)) {
      superTypes.add("Catalog").add("SQL");
    }
    entity.putArray("labels");
    entity.putArray("classificationNames");
    entity.putArray("meaningNames");
    entity.putArray("meanings");
    if (asset.attributes().get(CUSTOM_ATTRIBUTES) instanceof ObjectNode custom) {
      entity.set(CUSTOM_ATTRIBUTES, custom);
    }
    return entity;
  }

  /** An asset with its plain attributes, without relations. */
  public static ObjectNode entity(Asset asset) {
    ObjectNode entity = header(asset);
    entity.set("attributes", attributes(asset));
    return entity;
  }

  /** All plain attributes, derived ones included, relations left out. */
  public static ObjectNode attributes(Asset asset) {
    ObjectNode attributes = JSON.objectNode();
    attributes.put("name", asset.name());
    attributes.put(QUALIFIED_NAME, asset.qualifiedName());
    attributes.put("connectionQualifiedName", asset.connectionQualifiedName());
    asset.connectionName().ifPresent(name -> attributes.put("connectionName", name));
    attributes.put("connectorName", connectorName(asset));
    // No lineage is read from sources yet.
    attributes.put("__hasLineage", false);
    boolean belowDatabase =
        asset.parent().isPresent() && !asset.typeName().equals(AssetTypes.DATABASE);
    if (belowDatabase) {
      attributes.put("databaseName", asset.place().database());
      attributes.put(
          "databaseQualifiedName", firstSegments(asset.qualifiedName(), DATABASE_SEGMENTS));
    }
    if (belowDatabase
        && asset.place().schema() != null
        && !asset.typeName().equals(AssetTypes.SCHEMA)) {
      attributes.put("schemaName", asset.place().schema());
      attributes.put("schemaQualifiedName", firstSegments(asset.qualifiedName(), SCHEMA_SEGMENTS));
    }
    if (asset.place().relation() != null) {
      asset.parent().ifPresent(parent -> putRelation(attributes, asset, parent));
    }
    asset
        .lastSync()
        .ifPresent(
            sync -> {
              attributes.put("lastSyncWorkflowName", sync.workflowName());
              attributes.put("lastSyncRun", sync.runName());
              attributes.put("lastSyncRunAt", sync.at().toEpochMilli());
            });
    for (Map.Entry<String, JsonNode> stored : asset.attributes().properties()) {
      if (!stored.getKey().equals(CUSTOM_ATTRIBUTES)
          && !isReference(stored.getValue())
          && !isReferenceList(stored.getValue())) {
        attributes.set(stored.getKey(), stored.getValue());
      }
    }
    return attributes;
  }

  /** Of a column, or of a Postgres object that is a part of a relation. */
  private static void putRelation(ObjectNode attributes, Asset column, Asset.Parent parent) {
    boolean table = parent.typeName().startsWith(AssetTypes.TABLE);
    attributes.put(table ? "tableName" : "viewName", column.place().relation());
    attributes.put(table ? "tableQualifiedName" : "viewQualifiedName", parent.qualifiedName());
  }

  static String connectorName(Asset asset) {
    String[] segments = asset.connectionQualifiedName().split("/", -1);
    return segments.length > 1 ? segments[1] : "";
  }

  /** What an asset belongs to, by the SDKs' names of the relations. */
  public static Map<String, Asset.Parent> references(Asset asset) {
    Map<String, Asset.Parent> references = new LinkedHashMap<>();
    asset.parent().ifPresent(parent -> parentRelation(asset, parent, references));
    for (Map.Entry<String, JsonNode> stored : asset.attributes().properties()) {
      if (isReference(stored.getValue())) {
        references.put(stored.getKey(), referred(stored.getValue()));
      }
    }
    return references;
  }

  /** What an asset is related to in lists, by the SDKs' names of the relations. */
  public static Map<String, List<Asset.Parent>> referenceLists(Asset asset) {
    Map<String, List<Asset.Parent>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> stored : asset.attributes().properties()) {
      if (isReferenceList(stored.getValue())) {
        List<Asset.Parent> list = new ArrayList<>();
        stored.getValue().forEach(element -> list.add(referred(element)));
        lists.put(stored.getKey(), list);
      }
    }
    return lists;
  }

  private static Asset.Parent referred(JsonNode reference) {
    return new Asset.Parent(
        reference.get("typeName").asText(),
        reference.get("uniqueAttributes").path(QUALIFIED_NAME).asText());
  }

  private static void parentRelation(
      Asset asset, Asset.Parent parent, Map<String, Asset.Parent> references) {
    String relation =
        switch (asset.typeName()) {
          case AssetTypes.SCHEMA -> "database";
          case AssetTypes.FUNCTION -> "functionSchema";
          case AssetTypes.DATABASE -> null;
          default -> parentRelation(parent);
        };
    if (relation != null) {
      references.put(relation, parent);
    }
  }

  private static String parentRelation(Asset.Parent parent) {
    return parent.typeName().equals(AssetTypes.SCHEMA)
        ? "atlanSchema"
        : lowerFirst(parent.typeName());
  }

  private static String lowerFirst(String typeName) {
    return Character.toLowerCase(typeName.charAt(0)) + typeName.substring(1);
  }

  /**
   * The relation under which a type's children of another type stand, for example {@code columns}.
   */
  public static Map<String, String> childRelations(String typeName) {
    return switch (typeName) {
      case AssetTypes.DATABASE -> Map.of(AssetTypes.SCHEMA, "schemas");
      case AssetTypes.SCHEMA ->
          Map.of(
              AssetTypes.TABLE, "tables",
              AssetTypes.VIEW, "views",
              AssetTypes.MATERIALISED_VIEW, "materialisedViews",
              AssetTypes.FUNCTION, "functions",
              AssetTypes.PROCEDURE, "procedures");
      case AssetTypes.TABLE,
          AssetTypes.TABLE_PARTITION,
          AssetTypes.VIEW,
          AssetTypes.MATERIALISED_VIEW ->
          Map.of(AssetTypes.COLUMN, "columns");
      default -> Map.of();
    };
  }

  /** A related asset as it stands inside another one. */
  public static ObjectNode reference(Asset asset, Collection<String> relationAttributes) {
    ObjectNode reference = JSON.objectNode();
    reference.put("guid", asset.guid().toString());
    reference.put("typeName", asset.typeName());
    reference.put("displayText", asset.name());
    reference.put("entityStatus", asset.archived() ? "DELETED" : "ACTIVE");
    reference.putObject("uniqueAttributes").put(QUALIFIED_NAME, asset.qualifiedName());
    if (!relationAttributes.isEmpty()) {
      ObjectNode all = attributes(asset);
      ObjectNode asked = reference.putObject("attributes");
      relationAttributes.forEach(
          name -> {
            if (all.has(name)) {
              asked.set(name, all.get(name));
            }
          });
    }
    return reference;
  }

  private static boolean isReference(JsonNode value) {
    return value.isObject() && value.has("typeName") && value.has("uniqueAttributes");
  }

  private static boolean isReferenceList(JsonNode value) {
    return value.isArray() && !value.isEmpty() && isReference(value.get(0));
  }

  private static String firstSegments(String path, int count) {
    int end = -1;
    for (int i = 0; i < count; i++) {
      end = path.indexOf('/', end + 1);
      if (end < 0) {
        return path;
      }
    }
    return path.substring(0, end);
  }
}
