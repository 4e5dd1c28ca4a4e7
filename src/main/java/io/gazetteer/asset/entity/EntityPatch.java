package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.model.Kinds;
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
public record EntityPatch(
    String path,
    String sentGuid,
    Optional<UUID> guid,
    String typeName,
    Optional<String> qualifiedName,
    boolean restore,
    ObjectNode attributes) {

  boolean isConnection() {
    return typeName.equals(Kinds.CONNECTION.typeName());
  }

  /** Whether nothing is asked for: absent, null, empty, or an object of nothing but that. */
  public static boolean isNothing(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream().allMatch(field -> isNothing(field.getValue()));
    }
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
  }
}
