package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.common.Faults;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which attributes people may write, and what fits them. All others come from the source; sending
 * one as it is does no harm, as whoever read an asset may send it back whole.
 */
@ApplicationScoped
class CuratedAttributes {

  private static final int MAX_LENGTH = 100_000;
  private static final int MAX_ELEMENTS = 1000;

  @Inject Vocabulary vocabulary;

  private Optional<Attribute> editable(String attribute) {
    return vocabulary.attribute(attribute).filter(Attribute::editable);
  }

  /**
   * What a patch changes about an asset.
   *
   * @return curated attributes alone; null where what a person wrote is to go
   */
  ObjectNode changes(Asset asset, EntityPatch patch, Faults faults) {
    ObjectNode present = AssetWire.attributes(asset);
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : patch.attributes().properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      String path = patch.path() + ".attributes." + name;
      Optional<Attribute> editable = editable(name);
      if (editable.isPresent()) {
        check(editable.get(), value, path, faults);
        changes.set(name, value);
      } else if (!has(asset, present, name)) {
        faults.add(path, "is not an attribute of " + asset.typeName());
      } else if (!isAsIs(asset, present, name, value)) {
        faults.add(path, refusal(name, present));
      }
    }
    return changes;
  }

  /**
   * What people write about a connection beside its definition; its admins and flags are part of
   * the definition.
   */
  private static final Set<String> OF_CONNECTIONS =
      Set.of(
          "announcementMessage",
          "announcementTitle",
          "announcementType",
          "assetTags",
          "certificateStatus",
          "certificateStatusMessage",
          "description",
          "displayName",
          "ownerGroups",
          "ownerUsers",
          "userDescription");

  static Set<String> ofConnections() {
    return OF_CONNECTIONS;
  }

  /** The curated attributes of a connection's patch, checked; null where one is to go. */
  ObjectNode ofConnection(EntityPatch patch, Faults faults) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : patch.attributes().properties()) {
      if (OF_CONNECTIONS.contains(entry.getKey())) {
        String path = patch.path() + ".attributes." + entry.getKey();
        check(editable(entry.getKey()).orElseThrow(), entry.getValue(), path, faults);
        changes.set(entry.getKey(), entry.getValue());
      }
    }
    return changes;
  }

  /** In the SDKs' model, or read from the source although their model lacks it. */
  private boolean has(Asset asset, ObjectNode present, String name) {
    return vocabulary.sdkModel().has(asset.typeName(), name)
        || present.has(name)
        || AssetWire.references(asset).containsKey(name)
        || AssetWire.referenceLists(asset).containsKey(name)
        || AssetWire.childRelations(asset.typeName()).containsValue(name)
        || name.equals("assignedTerms");
  }

  /** Notes each attribute that connections do not have. */
  void checkConnection(EntityPatch patch, Optional<Asset> asset, Faults faults) {
    for (String name : patch.attributes().properties().stream().map(Map.Entry::getKey).toList()) {
      boolean known =
          vocabulary.sdkModel().has(Kinds.CONNECTION.typeName(), name)
              || asset.map(AssetWire::attributes).filter(now -> now.has(name)).isPresent();
      if (!known) {
        faults.add(patch.path() + ".attributes." + name, "is not an attribute of Connection");
      }
    }
  }

  private static String refusal(String name, ObjectNode present) {
    return switch (name) {
      case "meanings", "assignedTerms" -> "glossary terms are not kept here";
      case "readme", "links", "files" ->
          "is an asset of its own, which is not kept here; write userDescription instead";
      case "name" ->
          "comes from the source, where it is %s; write displayName instead"
              .formatted(present.path("name").asText());
      default -> "comes from the source and cannot be written";
    };
  }

  private static void check(Attribute attribute, JsonNode value, String path, Faults faults) {
    if (value.isNull()) {
      return;
    }
    switch (attribute.type()) {
      case LIST -> checkList(value, path, faults);
      case BOOLEAN -> {
        if (!value.isBoolean()) {
          faults.add(path, "must be true or false");
        }
      }
      default -> {
        if (!value.isTextual()) {
          faults.add(path, "must be text");
        } else if (!attribute.values().isEmpty()
            && !attribute.values().contains(value.textValue())) {
          faults.add(
              path, "must be one of " + String.join(", ", new TreeSet<>(attribute.values())));
        } else {
          checkText(value.textValue(), path, faults);
        }
      }
    }
  }

  private static void checkList(JsonNode value, String path, Faults faults) {
    if (!value.isArray() || value.size() > MAX_ELEMENTS) {
      faults.add(path, "must be a list of at most " + MAX_ELEMENTS + " texts");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      String at = path + "[" + i + "]";
      if (!value.get(i).isTextual() || value.get(i).textValue().isBlank()) {
        faults.add(at, "must be text that is not blank");
      } else {
        checkText(value.get(i).textValue(), at, faults);
      }
    }
  }

  private static void checkText(String text, String path, Faults faults) {
    if (text.length() > MAX_LENGTH) {
      faults.add(path, "must not be longer than " + MAX_LENGTH + " characters");
    }
    boolean halfPair = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    if (text.indexOf('\0') >= 0 || halfPair) {
      faults.add(path, "holds a character that cannot be stored (NUL or half a pair)");
    }
  }

  private static boolean isAsIs(Asset asset, ObjectNode present, String name, JsonNode value) {
    JsonNode now = present.path(name);
    if (EntityPatch.isNothing(value) && EntityPatch.isNothing(now)) {
      // An empty list of columns would say that there are none.
      return value.isNull() || !AssetWire.childRelations(asset.typeName()).containsValue(name);
    }
    if (value.isObject() && AssetWire.references(asset).containsKey(name)) {
      String path = value.path("uniqueAttributes").path("qualifiedName").asText("");
      return AssetWire.references(asset).get(name).qualifiedName().equals(path);
    }
    // The SDK's batches that find assets without regard to case send the name as it was asked for.
    boolean named = name.equals("name") && value.isTextual();
    return named ? value.textValue().equalsIgnoreCase(now.asText()) : same(value, now);
  }

  /** Numbers compare by what they are written as, lists without regard to order. */
  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isArray() && other.isArray()) {
      Set<JsonNode> left = new HashSet<>();
      one.forEach(left::add);
      Set<JsonNode> right = new HashSet<>();
      other.forEach(right::add);
      return left.equals(right);
    }
    return one.isValueNode() && other.isValueNode()
        ? one.asText().equals(other.asText())
        : one.equals(other);
  }
}
