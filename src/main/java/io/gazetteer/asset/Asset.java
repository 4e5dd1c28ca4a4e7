package io.gazetteer.asset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.model.AssetKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An asset as readers see it: crawled values, overridden by what people wrote.
 *
 * @param typeName type of an {@link AssetKind}, or a type that only a newer version knows
 * @param connectionName name of its connection; empty when the connection itself is not an asset
 *     yet
 * @param parent what contains it; empty for a connection
 * @param place names of its database, schema and relation
 * @param archived whether it vanished or was deleted
 * @param version counts its changes from 1
 * @param attributes by the SDKs' names, without those that are derived from its place; a mutable
 *     copy for the caller
 * @param lastSync the run that read its database last; empty when none has
 */
public record Asset(
    UUID guid,
    String typeName,
    String qualifiedName,
    String name,
    String connectionQualifiedName,
    Optional<String> connectionName,
    Optional<Parent> parent,
    Place place,
    boolean archived,
    int version,
    ObjectNode attributes,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy,
    Optional<LastSync> lastSync) {

  public record Parent(String typeName, String qualifiedName) {}

  /**
   * The names on the way to an asset, its own included.
   *
   * @param database null for a connection
   * @param schema null for a connection or database
   * @param relation name of the relation of a column, index or other part of one; null for all else
   */
  public record Place(String database, String schema, String relation) {}

  public record LastSync(String workflowName, String runName, Instant at) {}

  /** The same asset as one that was deleted. */
  public Asset asArchived() {
    return new Asset(
        guid,
        typeName,
        qualifiedName,
        name,
        connectionQualifiedName,
        connectionName,
        parent,
        place,
        true,
        version,
        attributes,
        createdAt,
        createdBy,
        updatedAt,
        updatedBy,
        lastSync);
  }

  /** An attribute; no value where it is absent. */
  public AttributeValue value(String attribute) {
    return AttributeValue.of(attributes.path(attribute));
  }

  public boolean isTrue(String attribute) {
    return value(attribute).text().equals("true");
  }

  public List<String> attributeNames() {
    return attributes.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** A text attribute; empty when it is absent or null. */
  public Optional<String> text(String attribute) {
    return attributes.hasNonNull(attribute)
        ? Optional.of(attributes.get(attribute).asText())
        : Optional.empty();
  }
}
