package io.gazetteer.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Origin;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the attributes of assets into words, with the labels of the vocabulary. */
final class AssetFacts {

  /** Shown elsewhere on the page, or said by another attribute. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "definition",
          "functionDefinition",
          "functionIsExternal",
          "functionIsMemoizable",
          "functionIsSecure",
          "isPartitioned",
          "isTemporary",
          "partitionOrder",
          "rawDataTypeDefinition",
          "sourceCreatedBy");

  /** Truths about a column, which are one fact. */
  private static final Set<String> ROLES =
      Set.of("isPrimary", "isForeign", "isIndexed", "isPartition");

  private static final int MOST_ELEMENTS = 50;

  /** Told elsewhere on the page. */
  private static final Set<String> TOLD = Set.of("table_type", "collation", "generation");

  private final Vocabulary vocabulary;

  AssetFacts(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  List<Fact> of(Asset asset, Instant now) {
    List<Fact> facts = new ArrayList<>();
    vocabulary.attribute("sourceOwners").ifPresent(owner -> addFact(facts, asset, owner));
    custom(asset, "table_type")
        .ifPresent(kind -> facts.add(Fact.words("Kind", kind.toLowerCase(Locale.ROOT))));
    boolean column = asset.typeName().equals(Kinds.COLUMN.typeName());
    for (Attribute attribute : attributes(asset)) {
      boolean elsewhere =
          ELSEWHERE.contains(attribute.name()) || column && ROLES.contains(attribute.name());
      if (!elsewhere) {
        addFact(facts, asset, attribute);
      }
    }
    if (column) {
      List<String> flags = flags(asset);
      if (!flags.isEmpty()) {
        facts.add(Fact.words("Role", String.join(", ", flags)));
      }
      custom(asset, "collation").ifPresent(value -> facts.add(Fact.code("Collation", value)));
    }
    addCustom(facts, asset);
    asset
        .lastSync()
        .ifPresent(
            sync ->
                facts.add(Fact.words("Database last read", Moment.of(sync.at(), now).relative())));
    facts.add(Fact.words("Version", Integer.toString(asset.version())));
    return facts;
  }

  /** Attributes of its kind; of a kind that nobody knows, those that it has. */
  private List<Attribute> attributes(Asset asset) {
    return vocabulary
        .kind(asset.typeName())
        .map(AssetKind::attributes)
        .orElseGet(
            () ->
                asset.attributes().properties().stream()
                    .flatMap(entry -> vocabulary.attribute(entry.getKey()).stream())
                    .filter(attribute -> attribute.origin() == Origin.CRAWLED)
                    .toList());
  }

  private static void addFact(List<Fact> facts, Asset asset, Attribute attribute) {
    JsonNode value = asset.attributes().path(attribute.name());
    if (value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty()) {
      return;
    }
    switch (attribute.type()) {
      case BOOLEAN -> facts.add(Fact.words(attribute.label(), value.asBoolean() ? "yes" : "no"));
      case NUMBER -> facts.add(Fact.words(attribute.label(), number(attribute, value)));
      default -> facts.add(Fact.code(attribute.label(), text(value)));
    }
  }

  private static String number(Attribute attribute, JsonNode value) {
    return switch (attribute.name()) {
      case "rowCount" -> "about " + Amounts.grouped(value.asLong());
      case "sizeBytes" -> Amounts.size(value.asLong());
      case "port" -> value.asText();
      default -> Amounts.grouped(value.asLong());
    };
  }

  /** Elements of a list behind each other, members of an element with their names. */
  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      for (JsonNode element : value) {
        if (elements.size() == MOST_ELEMENTS) {
          elements.add("and %d more".formatted(value.size() - MOST_ELEMENTS));
          break;
        }
        elements.add(text(element));
      }
      return String.join(value.path(0).isObject() ? "; " : ", ", elements);
    }
    if (value.isObject()) {
      List<String> members = new ArrayList<>();
      value
          .properties()
          .forEach(
              member ->
                  members.add(Attribute.label(member.getKey()) + ": " + text(member.getValue())));
      return String.join(", ", members);
    }
    return value.asText();
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

  AssetView.Child child(Asset asset) {
    String path = asset.qualifiedName();
    boolean behindMarker = vocabulary.kind(asset.typeName()).flatMap(AssetKind::marker).isPresent();
    String name =
        behindMarker
            ? QualifiedNames.unescaped(path.substring(path.lastIndexOf('/') + 1))
            : asset.name();
    return new AssetView.Child(asset.guid().toString(), name, note(asset), comment(asset));
  }

  private static String note(Asset asset) {
    String type = asset.typeName();
    if (type.equals(Kinds.DATABASE.typeName())) {
      return counted(asset, "schemaCount", "schema");
    }
    if (type.equals(Kinds.SCHEMA.typeName())) {
      return counted(asset, "tableCount", "table");
    }
    if (type.equals(Kinds.FUNCTION.typeName())) {
      return asset.text("functionReturnType").map(returned -> "returns " + returned).orElse("");
    }
    return type.equals(Kinds.TABLE_PARTITION.typeName())
        ? asset.text("constraint").orElse("")
        : counted(asset, "columnCount", "column");
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
                    Attribute.label(name),
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
}
