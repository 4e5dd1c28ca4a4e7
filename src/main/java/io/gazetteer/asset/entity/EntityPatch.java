package io.gazetteer.asset.entity;

import io.gazetteer.asset.AttributeValue;
import io.gazetteer.model.Kinds;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One entity of a save request, as sent.
 *
 * @param path its place in the request, for errors
 * @param sentGuid as sent, a placeholder such as {@code -123} too; null when none was
 * @param guid names the asset; empty for a placeholder, the qualified name names it then
 * @param qualifiedName empty only where there is a guid
 * @param restore whether an archived asset is to become active again
 * @param attributes what changes; no value removes what a person wrote
 */
public record EntityPatch(
    String path,
    String sentGuid,
    Optional<UUID> guid,
    String typeName,
    Optional<String> qualifiedName,
    boolean restore,
    Map<String, AttributeValue> attributes) {

  boolean isConnection() {
    return typeName.equals(Kinds.CONNECTION.typeName());
  }
}
