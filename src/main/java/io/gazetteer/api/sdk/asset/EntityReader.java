package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.asset.AssetError;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.entity.EntityPatch;
import io.gazetteer.asset.entity.EntityPatches;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads entities as the SDKs send them, and finds what is wrong with them by themselves. */
final class EntityReader {

  private static final int MAX_ENTITIES = 1000;

  private static final String QUALIFIED_NAME = "qualifiedName";

  private static final String RELATIONS =
      "relations follow from the source; glossary terms, readmes and links are not supported";

  /** What entities can carry and this service does not keep, with what to do about it. */
  private static final Map<String, String> NOT_KEPT =
      Map.of(
          "classifications", "tags are not supported; write assetTags instead",
          "addOrUpdateClassifications", "tags are not supported; write assetTags instead",
          "removeClassifications", "tags are not supported; write assetTags instead",
          "businessAttributes", "custom metadata is not supported",
          "meanings", "glossary terms are not supported",
          "relationshipAttributes", RELATIONS,
          "appendRelationshipAttributes", RELATIONS,
          "removeRelationshipAttributes", RELATIONS);

  private EntityReader() {}

  /**
   * Reads {@code entities}.
   *
   * @throws AppException ENTITY_INVALID where there are none, or too many
   */
  static EntityPatches several(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    JsonNode entities = body == null ? MissingNode.getInstance() : body.path("entities");
    if (!entities.isArray() || entities.isEmpty()) {
      errors.add("entities", "must be a list with at least one entity");
    } else if (entities.size() > MAX_ENTITIES) {
      errors.add("entities", "at most " + MAX_ENTITIES + " entities are saved at once");
    }
    errors.throwIfAny(AssetError.ENTITY_INVALID);
    List<EntityPatch> patches = new ArrayList<>();
    for (int i = 0; i < entities.size(); i++) {
      patches.add(read(entities.get(i), "entities[" + i + "]", false, errors));
    }
    return new EntityPatches(patches, errors.errors());
  }

  /**
   * Reads {@code entity}, which the address names.
   *
   * @throws AppException ENTITY_INVALID where there is none
   */
  static EntityPatches one(String typeName, String qualifiedName, JsonNode body) {
    FieldErrors errors = new FieldErrors();
    JsonNode entity = body == null ? MissingNode.getInstance() : body.path("entity");
    if (!entity.isObject()) {
      errors.add("entity", "must be an object");
    }
    errors.throwIfAny(AssetError.ENTITY_INVALID);
    EntityPatch patch = read(entity, "entity", true, errors);
    if (!patch.typeName().isEmpty() && !patch.typeName().equals(typeName)) {
      errors.add(
          patch.path() + ".typeName", "is " + patch.typeName() + ", the address says " + typeName);
    }
    EntityPatch named =
        new EntityPatch(
            patch.path(),
            patch.sentGuid(),
            Optional.empty(),
            typeName,
            Optional.of(qualifiedName),
            patch.restore(),
            patch.attributes());
    return new EntityPatches(List.of(named), errors.errors());
  }

  /**
   * Reads an entity and notes everything wrong with it that shows without looking at the asset.
   *
   * @param named whether the address names the asset, so that the entity need not
   */
  private static EntityPatch read(JsonNode entity, String path, boolean named, FieldErrors errors) {
    if (!entity.isObject()) {
      errors.add(path, "must be an object");
    }
    String typeName = entity.path("typeName").textValue();
    if (typeName == null ? !named || entity.hasNonNull("typeName") : typeName.isEmpty() && !named) {
      errors.add(path + ".typeName", "must be the name of a type");
    }
    ObjectNode attributes = attributes(entity, path, errors);
    Optional<UUID> guid = guid(entity.path("guid"), path, errors);
    Optional<String> qualifiedName = qualifiedName(entity, attributes, path, errors);
    if (guid.isEmpty() && qualifiedName.isEmpty() && !named) {
      errors.add(path, "must be named by guid or by attributes.qualifiedName");
    }
    NOT_KEPT.forEach(
        (key, why) -> {
          if (!AttributeValue.of(entity.path(key)).isNothing()) {
            errors.add(path + "." + key, why);
          }
        });
    return new EntityPatch(
        path,
        entity.path("guid").textValue(),
        guid,
        typeName == null ? "" : typeName,
        qualifiedName,
        restore(entity, path, errors),
        AttributeValue.members(attributes).members());
  }

  private static ObjectNode attributes(JsonNode entity, String path, FieldErrors errors) {
    JsonNode sent = entity.path("attributes");
    if (sent instanceof ObjectNode attributes) {
      return attributes;
    }
    if (!sent.isMissingNode() && !sent.isNull()) {
      errors.add(path + ".attributes", "must be an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<UUID> guid(JsonNode sent, String path, FieldErrors errors) {
    if (sent.isMissingNode() || sent.isNull()) {
      return Optional.empty();
    }
    String text = sent.isTextual() ? sent.textValue() : "";
    if (text.startsWith("-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException noGuid) {
      errors.add(path + ".guid", "must be a guid, or a placeholder that begins with -");
      return Optional.empty();
    }
  }

  private static Optional<String> qualifiedName(
      JsonNode entity, ObjectNode attributes, String path, FieldErrors errors) {
    String sent =
        JsonText.text(
            attributes.path(QUALIFIED_NAME), path + ".attributes." + QUALIFIED_NAME, errors);
    String unique =
        JsonText.text(
            entity.path("uniqueAttributes").path(QUALIFIED_NAME),
            path + ".uniqueAttributes." + QUALIFIED_NAME,
            errors);
    return Stream.of(sent, unique).filter(name -> !name.isBlank()).findFirst();
  }

  private static boolean restore(JsonNode entity, String path, FieldErrors errors) {
    String status = entity.path("status").asText("");
    if (status.equals("DELETED")) {
      errors.add(path + ".status", "an asset is deleted by DELETE, not by saving it");
    } else if (entity.hasNonNull("status") && !status.equals("ACTIVE")) {
      errors.add(path + ".status", "must be ACTIVE or omitted");
    }
    return status.equals("ACTIVE");
  }
}
