package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.AttributeValue.Flag;
import io.gazetteer.asset.AttributeValue.Members;
import io.gazetteer.asset.AttributeValue.Text;
import io.gazetteer.asset.AttributeValue.Values;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Origin;
import io.gazetteer.model.Vocabulary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Defines which attributes people may write, and validates their values. All others come from the
 * source. A request may contain their current values, because clients send whole assets back.
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
   * @return curated attributes alone; no value where what a person wrote is to go
   */
  Map<String, AttributeValue> changes(Asset asset, EntityPatch patch, FieldErrors errors) {
    Members present = AssetWire.values(asset);
    Map<String, AttributeValue> changes = new LinkedHashMap<>();
    for (Map.Entry<String, AttributeValue> entry : patch.attributes().entrySet()) {
      String name = entry.getKey();
      AttributeValue value = entry.getValue();
      String path = patch.path() + ".attributes." + name;
      Optional<Attribute> editable = editable(name);
      if (editable.isPresent()) {
        check(editable.get(), value, path, errors);
        changes.put(name, value);
      } else if (!has(asset, present, name)) {
        errors.add(path, "is not an attribute of " + asset.typeName());
      } else if (!isAsIs(asset, present, name, value)) {
        errors.add(path, refusal(name, present));
      }
    }
    return changes;
  }

  /** The curated attributes of a connection's patch, checked; no value where one is to go. */
  Map<String, AttributeValue> ofConnection(EntityPatch patch, FieldErrors errors) {
    Map<String, AttributeValue> changes = new LinkedHashMap<>();
    for (Map.Entry<String, AttributeValue> entry : patch.attributes().entrySet()) {
      // What is imported for other kinds, such as its admins, is part of a connection's definition.
      Optional<Attribute> curated =
          editable(entry.getKey()).filter(found -> found.origin() != Origin.IMPORTED);
      if (curated.isPresent()) {
        String path = patch.path() + ".attributes." + entry.getKey();
        check(curated.get(), entry.getValue(), path, errors);
        changes.put(entry.getKey(), entry.getValue());
      }
    }
    return changes;
  }

  /** In the SDKs' model, or read from the source although their model lacks it. */
  private boolean has(Asset asset, Members present, String name) {
    return vocabulary.sdkModel().has(asset.typeName(), name)
        || present.members().containsKey(name)
        || AssetWire.references(asset).containsKey(name)
        || AssetWire.referenceLists(asset).containsKey(name)
        || AssetWire.childRelations(asset.typeName()).containsValue(name)
        || name.equals("assignedTerms");
  }

  /** Notes each attribute that connections do not have. */
  void checkConnection(EntityPatch patch, Optional<Asset> asset, FieldErrors errors) {
    for (String name : patch.attributes().keySet()) {
      boolean known =
          vocabulary.sdkModel().has(Kinds.CONNECTION.typeName(), name)
              || asset
                  .map(AssetWire::values)
                  .filter(now -> now.members().containsKey(name))
                  .isPresent();
      if (!known) {
        errors.add(patch.path() + ".attributes." + name, "is not an attribute of Connection");
      }
    }
  }

  private static String refusal(String name, Members present) {
    return switch (name) {
      case "meanings", "assignedTerms" -> "glossary terms are not supported";
      case "readme", "links", "files" ->
          "is a separate asset, which is not supported; write userDescription instead";
      case "name" ->
          "comes from the source, where it is %s; write displayName instead"
              .formatted(present.get("name").text());
      default -> "comes from the source and cannot be written";
    };
  }

  private static void check(
      Attribute attribute, AttributeValue value, String path, FieldErrors errors) {
    if (value.equals(AttributeValue.none())) {
      return;
    }
    switch (attribute.type()) {
      case LIST -> checkList(value, path, errors);
      case BOOLEAN -> {
        if (!(value instanceof Flag)) {
          errors.add(path, "must be true or false");
        }
      }
      default -> {
        if (!(value instanceof Text text)) {
          errors.add(path, "must be text");
        } else if (!attribute.values().isEmpty() && !attribute.values().contains(text.text())) {
          errors.add(
              path, "must be one of " + String.join(", ", new TreeSet<>(attribute.values())));
        } else {
          checkText(text.text(), path, errors);
        }
      }
    }
  }

  private static void checkList(AttributeValue value, String path, FieldErrors errors) {
    if (!(value instanceof Values list) || list.values().size() > MAX_ELEMENTS) {
      errors.add(path, "must be a list of at most " + MAX_ELEMENTS + " texts");
      return;
    }
    for (int i = 0; i < list.values().size(); i++) {
      String at = path + "[" + i + "]";
      if (list.values().get(i) instanceof Text text && !text.text().isBlank()) {
        checkText(text.text(), at, errors);
      } else {
        errors.add(at, "must be text that is not blank");
      }
    }
  }

  private static void checkText(String text, String path, FieldErrors errors) {
    if (text.length() > MAX_LENGTH) {
      errors.add(path, "must not be longer than " + MAX_LENGTH + " characters");
    }
    boolean halfPair = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    if (text.indexOf('\0') >= 0 || halfPair) {
      errors.add(path, "contains a character that cannot be stored (NUL or an unpaired surrogate)");
    }
  }

  private static boolean isAsIs(Asset asset, Members present, String name, AttributeValue value) {
    AttributeValue now = present.get(name);
    if (value.isNothing() && now.isNothing()) {
      // An empty list of columns would say that there are none.
      return value.equals(AttributeValue.none())
          || !AssetWire.childRelations(asset.typeName()).containsValue(name);
    }
    if (value instanceof Members sent && AssetWire.references(asset).containsKey(name)) {
      AttributeValue path =
          sent.get("uniqueAttributes") instanceof Members unique
              ? unique.get("qualifiedName")
              : AttributeValue.none();
      return AssetWire.references(asset).get(name).qualifiedName().equals(path.text());
    }
    // The SDK's batches that find assets case-insensitively send the name as the user wrote it.
    return name.equals("name") && value instanceof Text text
        ? text.text().equalsIgnoreCase(now.text())
        : same(value, now);
  }

  /** Numbers compare by what they are written as, lists without regard to order. */
  private static boolean same(AttributeValue one, AttributeValue other) {
    if (one instanceof Values left && other instanceof Values right) {
      return new HashSet<>(left.values()).equals(new HashSet<>(right.values()));
    }
    boolean plain = isPlain(one) && isPlain(other);
    return plain ? one.text().equals(other.text()) : one.equals(other);
  }

  private static boolean isPlain(AttributeValue value) {
    return !(value instanceof Values) && !(value instanceof Members);
  }
}
