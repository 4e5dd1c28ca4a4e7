package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.JsonBytes;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the assets of one database as lines in the wire form of the SDKs' model: relations are
 * among the attributes, by type and qualified name; there is no guid. For one thread.
 */
public final class AssetLine {

  private static final Map<String, String> ENTITIES = new ConcurrentHashMap<>();
  private static final int EMPTY_CUSTOM_LENGTH = "\"customAttributes\":{}".length();
  private static final String TENANT = "default";
  private static final UUID NO_GUID = new UUID(0, 0);

  private final String connectionQualifiedName;
  private final JsonBytes line = new JsonBytes();

  /** Attributes that all assets have in common. */
  private final byte[] ofRun;

  /** By type, the attributes of its last asset's parent. */
  private final Map<String, Siblings> siblings = new HashMap<>();

  /**
   * Attributes that assets of a type and parent have in common. Assets of a type come parent by
   * parent.
   */
  // The bytes are only written.
  @SuppressWarnings("ArrayRecordComponent")
  private record Siblings(String parentTypeName, String parent, byte[] attributes) {

    boolean contain(StagedAsset asset) {
      return parent.equals(asset.parentQualifiedName())
          && parentTypeName.equals(asset.parentTypeName());
    }
  }

  public AssetLine(String connectionQualifiedName, String connectionName, Asset.LastSync lastSync) {
    this.connectionQualifiedName = connectionQualifiedName;
    Map<String, Object> attributes =
        AssetWire.runAttributes(
            connectionQualifiedName, Optional.of(connectionName), Optional.of(lastSync));
    attributes.put("tenantId", TENANT);
    this.ofRun = line.any(attributes).toByteArray();
  }

  /** The folder of a type: {@code materialised-view} for {@code MaterialisedView}. */
  static String entity(String typeName) {
    return ENTITIES.computeIfAbsent(
        typeName, name -> name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
  }

  /**
   * Returns a line with its end, which is valid until the next call. What the crawl wrote as JSON
   * is copied without parsing.
   */
  JsonBytes of(StagedAsset asset) {
    byte[] attributes = asset.attributes().json();
    int custom = asset.attributes().customAt();
    byte[] ofParent = ofParent(asset);
    line.clear().raw('{').name("typeName").quoted(asset.typeName()).name("status").quoted("ACTIVE");
    line.name("attributes").raw('{').name("name").quoted(asset.name());
    line.name("qualifiedName").quoted(asset.qualifiedName());
    line.members(ofRun).members(ofParent);
    if (custom < 0) {
      line.members(attributes);
    } else {
      // Without the comma between them.
      line.members(attributes, 1, custom - 1);
    }
    if (asset.statisticsJson() != null) {
      line.members(asset.statisticsJson());
    }
    line.raw('}');
    if (custom >= 0 && attributes.length - 1 - custom > EMPTY_CUSTOM_LENGTH) {
      line.members(attributes, custom, attributes.length - 1);
    }
    return line.raw('}').raw('\n');
  }

  private byte[] ofParent(StagedAsset asset) {
    Siblings last = siblings.get(asset.typeName());
    if (last == null || !last.contain(asset)) {
      last =
          new Siblings(
              asset.parentTypeName(),
              asset.parentQualifiedName(),
              line.clear().any(attributesOfParent(asset)).toByteArray());
      siblings.put(asset.typeName(), last);
    }
    return last.attributes();
  }

  private Map<String, Object> attributesOfParent(StagedAsset staged) {
    Asset asset = asset(staged);
    Map<String, Object> attributes = AssetWire.placeAttributes(asset);
    AssetWire.references(asset)
        .forEach((name, referenced) -> attributes.put(name, reference(referenced)));
    return attributes;
  }

  private static Map<String, Object> reference(Asset.Parent referenced) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("typeName", referenced.typeName());
    reference.put("uniqueAttributes", Map.of("qualifiedName", referenced.qualifiedName()));
    return reference;
  }

  private Asset asset(StagedAsset staged) {
    return new Asset(
        NO_GUID,
        staged.typeName(),
        staged.qualifiedName(),
        staged.name(),
        connectionQualifiedName,
        Optional.empty(),
        Optional.of(new Asset.Parent(staged.parentTypeName(), staged.parentQualifiedName())),
        new Asset.Place(staged.databaseName(), staged.schemaName(), staged.relationName()),
        false,
        1,
        JsonNodeFactory.instance.objectNode(),
        Instant.EPOCH,
        "",
        Instant.EPOCH,
        "",
        Optional.empty());
  }
}
