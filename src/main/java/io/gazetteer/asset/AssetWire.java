package io.gazetteer.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assets in the SDKs' wire form. Attributes that are derived from an asset's place (names and paths
 * of what contains it, the last run) are not stored but added here.
 */
public final class AssetWire {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String CUSTOM_ATTRIBUTES = "customAttributes";
  private static final String QUALIFIED_NAME = "qualifiedName";
  private static final Vocabulary VOCABULARY = Vocabulary.standard();

  /** By the type and its parent's type, with a space between them. */
  private static final Map<String, String> PARENT_RELATIONS = parentRelations();

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
    VOCABULARY.sdkModel().superTypes(asset.typeName()).forEach(superTypes::add);
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

  /** Returns all attributes, including derived ones, without relations. */
  public static ObjectNode attributes(Asset asset) {
    ObjectNode attributes = JSON.objectNode();
    attributes.put("name", asset.name());
    attributes.put(QUALIFIED_NAME, asset.qualifiedName());
    // No lineage is read from sources yet.
    attributes.put("__hasLineage", false);
    Map<String, Object> derived =
        runAttributes(asset.connectionQualifiedName(), asset.connectionName(), asset.lastSync());
    derived.putAll(placeAttributes(asset));
    derived.forEach(
        (name, value) ->
            attributes.set(
                name,
                value instanceof Long number
                    ? JSON.numberNode(number)
                    : JSON.textNode((String) value)));
    for (Map.Entry<String, JsonNode> stored : asset.attributes().properties()) {
      if (!stored.getKey().equals(CUSTOM_ATTRIBUTES)
          && !isReference(stored.getValue())
          && !isReferenceList(stored.getValue())) {
        attributes.set(stored.getKey(), stored.getValue());
      }
    }
    return attributes;
  }

  /**
   * What the assets of a connection have in common if the same run saw them last.
   *
   * @return texts, and integers as {@link Long}; modifiable
   */
  public static Map<String, Object> runAttributes(
      String connectionQualifiedName,
      Optional<String> connectionName,
      Optional<Asset.LastSync> lastSync) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("connectionQualifiedName", connectionQualifiedName);
    connectionName.ifPresent(name -> attributes.put("connectionName", name));
    attributes.put("connectorName", QualifiedNames.connectorName(connectionQualifiedName));
    lastSync.ifPresent(
        sync -> {
          attributes.put("lastSyncWorkflowName", sync.workflowName());
          attributes.put("lastSyncRun", sync.runName());
          attributes.put("lastSyncRunAt", sync.at().toEpochMilli());
        });
    return attributes;
  }

  /**
   * Names and paths of what contains an asset. Assets of a type and parent have them in common.
   *
   * @return texts; modifiable
   */
  public static Map<String, Object> placeAttributes(Asset asset) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    boolean belowDatabase =
        asset.parent().isPresent() && !asset.typeName().equals(Kinds.DATABASE.typeName());
    if (belowDatabase) {
      attributes.put("databaseName", asset.place().database());
      attributes.put("databaseQualifiedName", QualifiedNames.database(asset.qualifiedName()));
    }
    if (belowDatabase
        && asset.place().schema() != null
        && !asset.typeName().equals(Kinds.SCHEMA.typeName())) {
      attributes.put("schemaName", asset.place().schema());
      attributes.put("schemaQualifiedName", QualifiedNames.schema(asset.qualifiedName()));
    }
    if (asset.place().relation() != null) {
      asset.parent().ifPresent(parent -> putRelation(attributes, asset, parent));
    }
    return attributes;
  }

  /** The same as typed values. */
  public static AttributeValue.Members values(Asset asset) {
    return AttributeValue.members(attributes(asset));
  }

  /** Of a column, or of a Postgres object that is a part of a relation. */
  private static void putRelation(
      Map<String, Object> attributes, Asset column, Asset.Parent parent) {
    boolean table = parent.typeName().startsWith(Kinds.TABLE.typeName());
    attributes.put(table ? "tableName" : "viewName", column.place().relation());
    attributes.put(table ? "tableQualifiedName" : "viewQualifiedName", parent.qualifiedName());
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
    if (!parent.typeName().equals(Kinds.CONNECTION.typeName())) {
      String relation = PARENT_RELATIONS.get(asset.typeName() + ' ' + parent.typeName());
      references.put(relation == null ? parentRelation(parent) : relation, parent);
    }
  }

  private static String parentRelation(Asset.Parent parent) {
    return parent.typeName().equals(Kinds.SCHEMA.typeName())
        ? "atlanSchema"
        : Character.toLowerCase(parent.typeName().charAt(0)) + parent.typeName().substring(1);
  }

  /** What the SDKs call the relation of a type to one that may contain it, where they have one. */
  private static Map<String, String> parentRelations() {
    Map<String, String> relations = new HashMap<>();
    for (AssetKind kind : VOCABULARY.kinds()) {
      for (String parent : kind.parents()) {
        VOCABULARY.sdkModel().relations(kind.typeName(), parent).stream()
            .findFirst()
            .ifPresent(relation -> relations.put(kind.typeName() + ' ' + parent, relation));
      }
    }
    return relations;
  }

  /**
   * The relation under which a type's children of another type stand, for example {@code columns}.
   */
  public static Map<String, String> childRelations(String typeName) {
    Map<String, String> relations = new HashMap<>();
    for (AssetKind child : VOCABULARY.children(typeName)) {
      VOCABULARY.sdkModel().relations(typeName, "array<" + child.typeName() + ">").stream()
          .findFirst()
          .ifPresent(relation -> relations.put(child.typeName(), relation));
    }
    return relations;
  }

  /** Returns a reference to a related asset, as it appears inside another one. */
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
}
