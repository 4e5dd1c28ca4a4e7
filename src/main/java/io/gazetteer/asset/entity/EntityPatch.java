package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.Faults;
import io.gazetteer.model.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One entity of a save, as it was sent.
 *
 * @param path where it stands in the request, for the faults
 * @param sentGuid as sent, a placeholder such as {@code -123} too; null when none was
 * @param guid names the asset; empty for a placeholder, the qualified name names it then
 * @param qualifiedName empty only where there is a guid
 * @param restore whether an archived asset is to become active again
 * @param attributes what changes; null takes what a person wrote away
 */
record EntityPatch(
    String path,
    String sentGuid,
    Optional<UUID> guid,
    String typeName,
    Optional<String> qualifiedName,
    boolean restore,
    ObjectNode attributes) {

  private static final String QUALIFIED_NAME = "qualifiedName";

  private static final String RELATIONS =
      "relations follow from the source, and glossary terms, readmes and links are not kept here";

  /** What entities can carry and this service does not keep, with what to do about it. */
  private static final Map<String, String> NOT_KEPT =
      Map.of(
          "classifications", "tags are not kept here; write assetTags instead",
          "addOrUpdateClassifications", "tags are not kept here; write assetTags instead",
          "removeClassifications", "tags are not kept here; write assetTags instead",
          "businessAttributes", "custom metadata is not kept here",
          "meanings", "glossary terms are not kept here",
          "relationshipAttributes", RELATIONS,
          "appendRelationshipAttributes", RELATIONS,
          "removeRelationshipAttributes", RELATIONS);

  boolean isConnection() {
    return typeName.equals(Kinds.CONNECTION.typeName());
  }

  /** The same patch for the asset that a path of an address names. */
  EntityPatch of(String type, String qualifiedName, Faults faults) {
    if (!typeName.isEmpty() && !typeName.equals(type)) {
      faults.add(path + ".typeName", "is " + typeName + ", the address says " + type);
    }
    return new EntityPatch(
        path, sentGuid, Optional.empty(), type, Optional.of(qualifiedName), restore, attributes);
  }

  /**
   * Reads an entity and notes everything wrong with it that shows without looking at the asset.
   *
   * @param named whether the address names the asset, so that the entity need not
   */
  static EntityPatch read(JsonNode entity, String path, boolean named, Faults faults) {
    if (!entity.isObject()) {
      faults.add(path, "must be an object");
    }
    String typeName = entity.path("typeName").asText("");
    if (typeName.isEmpty() && !named) {
      faults.add(path + ".typeName", "must be given");
    }
    ObjectNode attributes = attributes(entity, path, faults);
    String sentGuid = entity.hasNonNull("guid") ? entity.get("guid").asText() : null;
    Optional<UUID> guid = guid(sentGuid, path, faults);
    Optional<String> qualifiedName = qualifiedName(entity, attributes);
    if (guid.isEmpty() && qualifiedName.isEmpty() && !named) {
      faults.add(path, "must be named by guid or by attributes.qualifiedName");
    }
    NOT_KEPT.forEach(
        (key, why) -> {
          if (!isNothing(entity.path(key))) {
            faults.add(path + "." + key, why);
          }
        });
    return new EntityPatch(
        path, sentGuid, guid, typeName, qualifiedName, restore(entity, path, faults), attributes);
  }

  private static ObjectNode attributes(JsonNode entity, String path, Faults faults) {
    JsonNode sent = entity.path("attributes");
    if (sent instanceof ObjectNode attributes) {
      return attributes;
    }
    if (!sent.isMissingNode() && !sent.isNull()) {
      faults.add(path + ".attributes", "must be an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<UUID> guid(String sent, String path, Faults faults) {
    if (sent == null || sent.startsWith("-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(sent));
    } catch (IllegalArgumentException noGuid) {
      faults.add(path + ".guid", "must be a guid, or a placeholder that begins with -");
      return Optional.empty();
    }
  }

  private static Optional<String> qualifiedName(JsonNode entity, ObjectNode attributes) {
    for (JsonNode holder : List.of(attributes, entity.path("uniqueAttributes"))) {
      String sent = holder.path(QUALIFIED_NAME).asText("");
      if (!sent.isBlank()) {
        return Optional.of(sent);
      }
    }
    return Optional.empty();
  }

  private static boolean restore(JsonNode entity, String path, Faults faults) {
    String status = entity.path("status").asText("");
    if (status.equals("DELETED")) {
      faults.add(path + ".status", "an asset is deleted by DELETE, not by saving it");
    } else if (entity.hasNonNull("status") && !status.equals("ACTIVE")) {
      faults.add(path + ".status", "must be ACTIVE, or left out");
    }
    return status.equals("ACTIVE");
  }

  /** Whether nothing is asked for: absent, null, empty, or an object of nothing but that. */
  static boolean isNothing(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream().allMatch(field -> isNothing(field.getValue()));
    }
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
  }
}
