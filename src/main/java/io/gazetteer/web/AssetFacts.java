package io.gazetteer.web;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AttributeValue;
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
record AssetFacts(Vocabulary vocabulary) {

  /** Shown elsewhere on the page, or said by another attribute. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          """
          definition functionDefinition functionIsExternal functionIsMemoizable
          functionIsSecure isPartitioned isTemporary partitionOrder rawDataTypeDefinition
          sourceCreatedBy"""
              .split("\\s", -1));

  /** Truths about a column, which are one fact. */
  private static final Set<String> ROLES =
      Set.of("isPrimary", "isForeign", "isIndexed", "isPartition");

  private static final int MAX_ELEMENTS = 50;

  /** Shown elsewhere on the page. */
  private static final Set<String> TOLD = Set.of("table_type", "collation", "generation");

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
                asset.attributeNames().stream()
                    .flatMap(name -> vocabulary.attribute(name).stream())
                    .filter(attribute -> attribute.origin() == Origin.CRAWLED)
                    .toList());
  }

  private static void addFact(List<Fact> facts, Asset asset, Attribute attribute) {
    AttributeValue value = asset.value(attribute.name());
    if (value.isNothing()) {
      return;
    }
    switch (attribute.type()) {
      case BOOLEAN ->
          facts.add(Fact.words(attribute.label(), asset.isTrue(attribute.name()) ? "yes" : "no"));
      case NUMBER -> facts.add(Fact.words(attribute.label(), number(attribute, value)));
      default -> facts.add(Fact.code(attribute.label(), text(value)));
    }
  }

  private static String number(Attribute attribute, AttributeValue value) {
    return switch (attribute.name()) {
      case "rowCount" -> "about " + Amounts.grouped(whole(value));
      case "sizeBytes" -> Amounts.size(whole(value));
      case "port" -> value.text();
      default -> Amounts.grouped(whole(value));
    };
  }

  private static long whole(AttributeValue value) {
    return value instanceof AttributeValue.Numeric number ? number.value().longValue() : 0;
  }

  /** Elements of a list one after the other, members of an element with their names. */
  private static String text(AttributeValue value) {
    if (value instanceof AttributeValue.Values list) {
      List<String> elements = new ArrayList<>();
      for (AttributeValue element : list.values()) {
        if (elements.size() == MAX_ELEMENTS) {
          elements.add("and %d more".formatted(list.values().size() - MAX_ELEMENTS));
          break;
        }
        elements.add(text(element));
      }
      boolean nested =
          !list.values().isEmpty() && list.values().get(0) instanceof AttributeValue.Members;
      return String.join(nested ? "; " : ", ", elements);
    }
    if (value instanceof AttributeValue.Members object) {
      List<String> members = new ArrayList<>();
      object
          .members()
          .forEach((name, member) -> members.add(Attribute.label(name) + ": " + text(member)));
      return String.join(", ", members);
    }
    return value.text();
  }

  /** Source text of a view or routine; empty where there is none or it may not be seen. */
  static String definition(Asset asset) {
    return asset.text("definition").or(() -> asset.text("functionDefinition")).orElse("").strip();
  }

  static AssetView.ColumnLine column(Asset asset) {
    return new AssetView.ColumnLine(
        asset.guid().toString(),
        whole(asset.value("order")),
        asset.name(),
        asset.text("dataType").orElse(""),
        !asset.value("isNullable").text().equals("false"),
        flags(asset),
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
    if (asset.isTrue("isPrimary")) {
      flags.add("primary key");
    }
    if (asset.isTrue("isForeign")) {
      flags.add("foreign key");
    }
    if (asset.isTrue("isIndexed")) {
      flags.add("indexed");
    }
    if (asset.isTrue("isPartition")) {
      flags.add("partition key");
    }
    custom(asset, "is_identity").ifPresent(yes -> flags.add("identity"));
    return flags;
  }

  private static void addCustom(List<Fact> facts, Asset asset) {
    new TreeMap<>(custom(asset))
        .forEach(
            (name, value) -> {
              if (!TOLD.contains(name) && !value.isNothing()) {
                String text = value.text();
                facts.add(
                    Fact.words(
                        Attribute.label(name),
                        text.equals("YES") ? "yes" : text.equals("NO") ? "no" : text));
              }
            });
  }

  private static Map<String, AttributeValue> custom(Asset asset) {
    return asset.value("customAttributes") instanceof AttributeValue.Members members
        ? members.members()
        : Map.of();
  }

  private static Optional<String> custom(Asset asset, String name) {
    return Optional.ofNullable(custom(asset).get(name))
        .filter(value -> !value.isNothing())
        .map(AttributeValue::text);
  }

  private static String counted(Asset asset, String attribute, String noun) {
    AttributeValue value = asset.value(attribute);
    return value instanceof AttributeValue.Numeric ? Amounts.count(whole(value), noun) : "";
  }
}
