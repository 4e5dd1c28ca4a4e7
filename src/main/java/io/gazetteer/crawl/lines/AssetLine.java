package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> ENTITIES = new ConcurrentHashMap<>();
  private static final int EMPTY_CUSTOM_LENGTH = "\"customAttributes\":{}".length();
  private static final String TENANT = "default";
  private static final UUID NO_GUID = new UUID(0, 0);

  private final String connectionQualifiedName;
  private final Optional<String> connectionName;
  private final Optional<Asset.LastSync> lastSync;
  private final JsonBytes line = new JsonBytes();

  /** By type, the derived attributes of its last asset, which siblings share. */
  private final Map<String, Siblings> siblings = new HashMap<>();

  /**
   * Derived attributes of all assets of a type with the same parent. Assets of a type come parent
   * by parent.
   */
  // The bytes are only written.
  @SuppressWarnings("ArrayRecordComponent")
  private record Siblings(String parentTypeName, String parent, byte[] derived) {

    boolean contain(StagedAsset asset) {
      return parent.equals(asset.parentQualifiedName())
          && parentTypeName.equals(asset.parentTypeName());
    }
  }

  public AssetLine(String connectionQualifiedName, String connectionName, Asset.LastSync lastSync) {
    this.connectionQualifiedName = connectionQualifiedName;
    this.connectionName = Optional.of(connectionName);
    this.lastSync = Optional.of(lastSync);
  }

  /** The folder of a type: {@code materialised-view} for {@code MaterialisedView}. */
  static String entity(String typeName) {
    return ENTITIES.computeIfAbsent(
        typeName, name -> name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
  }

  /** Writes one line with its end. What the crawl wrote as JSON is copied without parsing. */
  void write(OutputStream out, StagedAsset asset) throws IOException {
    byte[] attributes = asset.attributes().json();
    int custom = asset.attributes().customAt();
    line.clear().raw('{').name("typeName").quoted(asset.typeName()).name("status").quoted("ACTIVE");
    line.name("attributes").raw('{').name("name").quoted(asset.name());
    line.name("qualifiedName").quoted(asset.qualifiedName());
    line.members(derived(asset));
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
    line.raw('}').raw('\n').writeTo(out);
  }

  private byte[] derived(StagedAsset asset) throws IOException {
    Siblings last = siblings.get(asset.typeName());
    if (last == null || !last.contain(asset)) {
      last =
          new Siblings(
              asset.parentTypeName(),
              asset.parentQualifiedName(),
              MAPPER.writeValueAsBytes(derivedAttributes(asset)));
      siblings.put(asset.typeName(), last);
    }
    return last.derived();
  }

  /** What follows from the asset's place and run, and what contains it. */
  private ObjectNode derivedAttributes(StagedAsset staged) {
    Asset asset = asset(staged);
    ObjectNode attributes = AssetWire.attributes(asset);
    attributes.remove(List.of("name", "qualifiedName"));
    // Lineage is unknown here, which does not mean that there is none.
    attributes.remove("__hasLineage");
    attributes.put("tenantId", TENANT);
    AssetWire.references(asset)
        .forEach((name, referenced) -> attributes.set(name, reference(referenced)));
    return attributes;
  }

  private static ObjectNode reference(Asset.Parent referenced) {
    ObjectNode reference = MAPPER.createObjectNode().put("typeName", referenced.typeName());
    reference.putObject("uniqueAttributes").put("qualifiedName", referenced.qualifiedName());
    return reference;
  }

  private Asset asset(StagedAsset staged) {
    return new Asset(
        NO_GUID,
        staged.typeName(),
        staged.qualifiedName(),
        staged.name(),
        connectionQualifiedName,
        connectionName,
        Optional.of(new Asset.Parent(staged.parentTypeName(), staged.parentQualifiedName())),
        new Asset.Place(staged.databaseName(), staged.schemaName(), staged.relationName()),
        false,
        1,
        MAPPER.createObjectNode(),
        Instant.EPOCH,
        "",
        Instant.EPOCH,
        "",
        lastSync);
  }
}
