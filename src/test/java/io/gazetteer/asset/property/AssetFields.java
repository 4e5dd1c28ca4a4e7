package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.MemoryEvaluator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The search fields of assets in plain Java. */
final class AssetFields implements MemoryEvaluator.Fields<Asset> {

  private static final String KEYWORD = ".keyword";
  private static final Set<String> TYPE_NAMES = Set.of("__typeName", "__superTypeNames");

  /** Named with the suffix for the exact text, and without it for its words. */
  private static final List<String> ANALYSED =
      List.of(
          "name",
          "description",
          "userDescription",
          "displayName",
          "databaseName",
          "schemaName",
          "tableName",
          "viewName");

  private static final List<String> KEYWORDS =
      List.of(
          "__state",
          "__typeName",
          "__createdBy",
          "__modifiedBy",
          "qualifiedName",
          "connectionQualifiedName",
          "connectionName",
          "connectorName",
          "databaseQualifiedName",
          "schemaQualifiedName",
          "tableQualifiedName",
          "viewQualifiedName",
          "lastSyncRun",
          "lastSyncWorkflowName",
          "sourceOwners",
          "dataType",
          "defaultValue",
          "definition",
          "certificateStatus",
          "alteredBy");

  private static final Map<String, FieldType> TYPES = types();

  static final List<String> ALL = List.copyOf(TYPES.keySet());

  private static Map<String, FieldType> types() {
    Map<String, FieldType> types = new TreeMap<>();
    KEYWORDS.forEach(name -> types.put(name, FieldType.KEYWORD));
    ANALYSED.forEach(name -> types.put(name, FieldType.TEXT));
    ANALYSED.forEach(name -> types.put(name + KEYWORD, FieldType.KEYWORD));
    types.put("__guid", FieldType.GUID);
    types.put("__superTypeNames", FieldType.KEYWORDS);
    types.put("ownerUsers", FieldType.KEYWORDS);
    types.put("columns", FieldType.KEYWORDS);
    types.put("__timestamp", FieldType.TIME);
    types.put("__modificationTimestamp", FieldType.TIME);
    types.put("lastSyncRunAt", FieldType.TIME);
    types.put("order", FieldType.NUMBER);
    types.put("rowCount", FieldType.NUMBER);
    types.put("sizeBytes", FieldType.NUMBER);
    types.put("isNullable", FieldType.BOOLEAN);
    types.put("isValid", FieldType.BOOLEAN);
    types.put("noSuchAttribute", FieldType.KEYWORD);
    return types;
  }

  @Override
  public Optional<FieldType> type(String field) {
    return Optional.ofNullable(TYPES.get(field));
  }

  @Override
  public boolean ignoresCase(String field) {
    return TYPE_NAMES.contains(field);
  }

  @Override
  public Object value(Asset asset, String field) {
    String name =
        field.endsWith(KEYWORD) ? field.substring(0, field.length() - KEYWORD.length()) : field;
    return switch (name) {
      case "__guid" -> asset.guid();
      case "__state" -> asset.archived() ? "DELETED" : "ACTIVE";
      case "__typeName" -> asset.typeName();
      case "__superTypeNames" -> superTypes(asset.typeName());
      case "__timestamp" -> asset.createdAt();
      case "__modificationTimestamp" -> asset.updatedAt();
      case "__createdBy" -> asset.createdBy();
      case "__modifiedBy" -> asset.updatedBy();
      case "name" -> BoundedText.bounded(asset.name(), BoundedText.MAX_NAME);
      case "lastSyncRun" -> asset.lastSync().map(Asset.LastSync::runName).orElse(null);
      case "lastSyncRunAt" -> asset.lastSync().map(Asset.LastSync::at).orElse(null);
      case "lastSyncWorkflowName" ->
          asset.lastSync().map(Asset.LastSync::workflowName).orElse(null);
      case "connectionName" -> asset.connectionName().orElse(null);
      case "connectorName" -> QualifiedNames.connectorName(asset.connectionQualifiedName());
      default -> ofPlace(asset, name);
    };
  }

  private Object ofPlace(Asset asset, String name) {
    String path = asset.qualifiedName();
    return switch (name) {
      case "qualifiedName" -> path;
      case "connectionQualifiedName" -> asset.connectionQualifiedName();
      case "databaseName" -> asset.place().database();
      case "schemaName" -> asset.place().schema();
      case "databaseQualifiedName" ->
          asset.place().database() == null ? null : QualifiedNames.database(path);
      case "schemaQualifiedName" ->
          asset.place().schema() == null ? null : QualifiedNames.schema(path);
      case "tableName", "tableQualifiedName" -> ofTable(asset, name);
      case "viewName", "viewQualifiedName" ->
          isColumnOf(asset, "View", "MaterialisedView") ? ofRelation(asset, name) : null;
      case "order" ->
          asset.typeName().equals("Column") ? attribute(asset, FieldType.NUMBER, name) : null;
      default -> attribute(asset, TYPES.get(name), name);
    };
  }

  private static List<String> superTypes(String typeName) {
    List<String> types = new ArrayList<>(Vocabulary.standard().sdkModel().superTypes(typeName));
    types.add(typeName);
    return types;
  }

  private static Object ofTable(Asset asset, String name) {
    if (asset.typeName().equals("TablePartition")) {
      return asset.text(name).orElse(null);
    }
    return isColumnOf(asset, "Table", "TablePartition") ? ofRelation(asset, name) : null;
  }

  private static String ofRelation(Asset column, String name) {
    return name.endsWith("QualifiedName")
        ? column.parent().orElseThrow().qualifiedName()
        : column.place().relation();
  }

  private static boolean isColumnOf(Asset asset, String... types) {
    return asset.typeName().equals("Column")
        && List.of(types).contains(asset.parent().orElseThrow().typeName());
  }

  private static Object attribute(Asset asset, FieldType type, String name) {
    JsonNode value = asset.attributes().path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return switch (type) {
      case NUMBER -> new BigDecimal(value.asText());
      case BOOLEAN -> value.booleanValue();
      case KEYWORDS -> {
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.asText()));
        yield texts;
      }
      case KEYWORD, TEXT, TIME, GUID -> value.asText();
    };
  }
}
