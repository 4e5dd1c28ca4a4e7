package io.gazetteer.crawl.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.StagedAsset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Assets as a crawl made them, in the wire form of the SDKs' model: relations among the attributes,
 * by type and path; no guid.
 */
public final class AssetLine {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] OPENING = bytes("{\"typeName\":");
  private static final byte[] ATTRIBUTES = bytes(",\"status\":\"ACTIVE\",\"attributes\":");
  private static final byte[] CUSTOM = bytes("\"customAttributes\":{");
  private static final int EMPTY_LENGTH = 2;
  private static final String TENANT = "default";
  private static final UUID NO_GUID = new UUID(0, 0);

  private final String connectionQualifiedName;
  private final Optional<String> connectionName;
  private final Optional<Asset.LastSync> lastSync;

  /**
   * Lines of one run.
   *
   * @param lastSync the run
   */
  public AssetLine(String connectionQualifiedName, String connectionName, Asset.LastSync lastSync) {
    this.connectionQualifiedName = connectionQualifiedName;
    this.connectionName = Optional.of(connectionName);
    this.lastSync = Optional.of(lastSync);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The folder of a type: {@code materialised-view} for {@code MaterialisedView}. */
  static String entity(String typeName) {
    return typeName.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Writes one line, its end included. What the crawl wrote as JSON goes in as it is, unread: its
   * relations have the form of the line already, and its custom attributes always come last.
   */
  void write(OutputStream out, StagedAsset staged) throws IOException {
    byte[] crawled = staged.attributesJson();
    int custom = indexOf(crawled, CUSTOM);
    int end = crawled.length - 1;
    out.write(OPENING);
    out.write(MAPPER.writeValueAsBytes(staged.typeName()));
    out.write(ATTRIBUTES);
    byte[] derived = MAPPER.writeValueAsBytes(derived(staged));
    out.write(derived, 0, derived.length - 1);
    writeMembers(out, crawled, custom < 0 ? end : Math.max(custom - 1, 1));
    if (staged.statisticsJson() != null) {
      writeMembers(out, staged.statisticsJson(), staged.statisticsJson().length - 1);
    }
    out.write('}');
    int values = custom + CUSTOM.length - 1;
    if (custom >= 0 && end - values > EMPTY_LENGTH) {
      out.write(',');
      out.write(crawled, custom, end - custom);
    }
    out.write('}');
    out.write('\n');
  }

  /** Writes what stands behind the opening brace, where anything does. */
  private static void writeMembers(OutputStream out, byte[] object, int end) throws IOException {
    if (end > 1) {
      out.write(',');
      out.write(object, 1, end - 1);
    }
  }

  /** Where a member begins; inside of a text its quotes would be escaped. */
  private static int indexOf(byte[] json, byte[] member) {
    for (int i = 1; i + member.length < json.length; i++) {
      if (Arrays.equals(json, i, i + member.length, member, 0, member.length)) {
        return i;
      }
    }
    return -1;
  }

  /** What follows from an asset's place and run, and what it is a part of. */
  private ObjectNode derived(StagedAsset staged) {
    Asset asset = asset(staged);
    ObjectNode attributes = AssetWire.attributes(asset);
    // Nothing is known of lineage here, which is not the same as none.
    attributes.remove("__hasLineage");
    attributes.put("tenantId", TENANT);
    AssetWire.references(asset)
        .forEach((name, referred) -> attributes.set(name, reference(referred)));
    return attributes;
  }

  private static ObjectNode reference(Asset.Parent referred) {
    ObjectNode reference = MAPPER.createObjectNode().put("typeName", referred.typeName());
    reference.putObject("uniqueAttributes").put("qualifiedName", referred.qualifiedName());
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
