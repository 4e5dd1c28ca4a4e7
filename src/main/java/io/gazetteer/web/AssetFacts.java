package io.gazetteer.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the attributes of assets into words. */
final class AssetFacts {

  private static final Map<String, String> COUNTS =
      Map.of(
          "schemaCount", "Schemas",
          "tableCount", "Tables",
          "viewsCount", "Views",
          "columnCount", "Columns",
          "partitionCount", "Partitions");

  /** Attributes that are code, by label; told as they are. */
  private static final List<List<String>> CODES =
      List.of(
          List.of("Type", "dataType"),
          List.of("Default", "defaultValue"),
          List.of("Partitioned by", "partitionKey"),
          List.of("Holds rows", "constraint"),
          List.of("Returns", "functionReturnType"),
          List.of("Language", "functionLanguage"),
          List.of("Language", "sqlLanguage"));

  /** Told elsewhere on the page. */
  private static final Set<String> TOLD = Set.of("table_type", "collation", "generation");

  private AssetFacts() {}

  static List<Fact> of(Asset asset, Instant now) {
    List<Fact> facts = new ArrayList<>();
    asset.text("sourceOwners").ifPresent(owner -> facts.add(Fact.code("Owner", owner)));
    custom(asset, "table_type")
        .ifPresent(kind -> facts.add(Fact.words("Kind", kind.toLowerCase(Locale.ROOT))));
    for (List<String> code : CODES) {
      asset.text(code.get(1)).ifPresent(value -> facts.add(Fact.code(code.get(0), value)));
    }
    addArguments(facts, asset);
    addColumnFacts(facts, asset);
    asset
        .text("partitionStrategy")
        .ifPresent(how -> facts.add(Fact.words("Partitioning", how.toLowerCase(Locale.ROOT))));
    addFigures(facts, asset);
    addCustom(facts, asset);
    asset
        .lastSync()
        .ifPresent(
            sync ->
                facts.add(Fact.words("Database last read", Moment.of(sync.at(), now).relative())));
    facts.add(Fact.words("Version", Integer.toString(asset.version())));
    return facts;
  }

  /** Source text of a view or routine; empty where there is none or it may not be seen. */
  static String definition(Asset asset) {
    return asset.text("definition").or(() -> asset.text("functionDefinition")).orElse("").strip();
  }

  static AssetView.ColumnLine column(Asset asset) {
    JsonNode attributes = asset.attributes();
    List<String> flags = flags(asset);
    return new AssetView.ColumnLine(
        asset.guid().toString(),
        attributes.path("order").asLong(),
        asset.name(),
        asset.text("dataType").orElse(""),
        attributes.path("isNullable").asBoolean(true),
        flags,
        custom(asset, "generation")
            .map(expression -> "generated: " + asset.text("defaultValue").orElse(expression))
            .orElse(asset.text("defaultValue").orElse("")),
        comment(asset));
  }

  static AssetView.Child child(Asset asset) {
    String note =
        switch (asset.typeName()) {
          case AssetTypes.DATABASE -> counted(asset, "schemaCount", "schema");
          case AssetTypes.SCHEMA -> counted(asset, "tableCount", "table");
          case AssetTypes.FUNCTION ->
              asset.text("functionReturnType").map(type -> "returns " + type).orElse("");
          case AssetTypes.TABLE_PARTITION -> asset.text("constraint").orElse("");
          default -> counted(asset, "columnCount", "column");
        };
    String path = asset.qualifiedName();
    boolean routine =
        asset.typeName().equals(AssetTypes.FUNCTION)
            || asset.typeName().equals(AssetTypes.PROCEDURE);
    int arguments = routine ? path.lastIndexOf('/') + 1 : path.length();
    String name =
        routine ? path.substring(arguments).replace("%2F", "/").replace("%25", "%") : asset.name();
    return new AssetView.Child(asset.guid().toString(), name, note, comment(asset));
  }

  private static String comment(Asset asset) {
    return VisibleText.excerpt(
        asset.text("userDescription").or(() -> asset.text("description")).orElse(""));
  }

  private static List<String> flags(Asset asset) {
    List<String> flags = new ArrayList<>();
    JsonNode attributes = asset.attributes();
    if (attributes.path("isPrimary").asBoolean()) {
      flags.add("primary key");
    }
    if (attributes.path("isForeign").asBoolean()) {
      flags.add("foreign key");
    }
    if (attributes.path("isIndexed").asBoolean()) {
      flags.add("indexed");
    }
    if (attributes.path("isPartition").asBoolean()) {
      flags.add("partition key");
    }
    custom(asset, "is_identity").ifPresent(yes -> flags.add("identity"));
    return flags;
  }

  private static void addColumnFacts(List<Fact> facts, Asset asset) {
    if (!asset.typeName().equals(AssetTypes.COLUMN)) {
      return;
    }
    facts.add(
        Fact.words(
            "Nullable", asset.attributes().path("isNullable").asBoolean(true) ? "yes" : "no"));
    List<String> flags = flags(asset);
    if (!flags.isEmpty()) {
      facts.add(Fact.words("Role", String.join(", ", flags)));
    }
    asset.text("order").ifPresent(order -> facts.add(Fact.words("Order", order)));
    for (String name : List.of("precision", "numericScale", "maxLength")) {
      asset.text(name).ifPresent(value -> facts.add(Fact.words(spaced(name), value)));
    }
    custom(asset, "collation").ifPresent(value -> facts.add(Fact.code("Collation", value)));
  }

  private static void addArguments(List<Fact> facts, Asset asset) {
    if (asset.attributes().path("functionArguments").isArray()) {
      List<String> arguments = new ArrayList<>();
      asset.attributes().get("functionArguments").forEach(one -> arguments.add(one.asText()));
      if (!arguments.isEmpty()) {
        facts.add(Fact.code("Arguments", String.join(", ", arguments)));
      }
    }
  }

  private static void addFigures(List<Fact> facts, Asset asset) {
    JsonNode attributes = asset.attributes();
    for (String name :
        List.of("schemaCount", "tableCount", "viewsCount", "columnCount", "partitionCount")) {
      if (attributes.path(name).isNumber()) {
        facts.add(Fact.words(COUNTS.get(name), Amounts.grouped(attributes.get(name).asLong())));
      }
    }
    if (attributes.path("rowCount").isNumber()) {
      facts.add(
          Fact.words("Rows", "about " + Amounts.grouped(attributes.get("rowCount").asLong())));
    }
    if (attributes.path("sizeBytes").isNumber()) {
      facts.add(Fact.words("Size", Amounts.size(attributes.get("sizeBytes").asLong())));
    }
  }

  private static void addCustom(List<Fact> facts, Asset asset) {
    Map<String, String> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry :
        asset.attributes().path("customAttributes").properties()) {
      if (!TOLD.contains(entry.getKey()) && !entry.getValue().isNull()) {
        sorted.put(entry.getKey(), entry.getValue().asText());
      }
    }
    sorted.forEach(
        (name, value) ->
            facts.add(
                Fact.words(
                    spaced(name),
                    value.equals("YES") ? "yes" : value.equals("NO") ? "no" : value)));
  }

  private static Optional<String> custom(Asset asset, String name) {
    JsonNode value = asset.attributes().path("customAttributes").path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
  }

  private static String counted(Asset asset, String attribute, String noun) {
    JsonNode value = asset.attributes().path(attribute);
    return value.isNumber() ? Amounts.count(value.asLong(), noun) : "";
  }

  /** {@code accessMethod} and {@code access_method} become {@code Access method}. */
  private static String spaced(String name) {
    String words =
        name.replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
