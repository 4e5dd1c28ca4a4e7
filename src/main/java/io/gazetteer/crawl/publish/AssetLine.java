package io.gazetteer.crawl.publish;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.StagedAsset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Assets of one database as a crawl made them, in the wire form of the SDKs' model: relations among
 * the attributes, by type and path; no guid. One thread at a time.
 */
public final class AssetLine {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonStringEncoder TEXTS = JsonStringEncoder.getInstance();
  private static final Map<String, String> ENTITIES = new ConcurrentHashMap<>();
  private static final byte[] OPENING = bytes("{\"typeName\":\"");
  private static final byte[] NAME = bytes("\",\"status\":\"ACTIVE\",\"attributes\":{\"name\":\"");
  private static final byte[] QUALIFIED_NAME = bytes("\",\"qualifiedName\":\"");
  private static final byte[] CUSTOM = bytes("\"customAttributes\":{");
  private static final byte[] NO_NAME = {};
  private static final int EMPTY_LENGTH = 2;
  private static final String TENANT = "default";
  private static final UUID NO_GUID = new UUID(0, 0);

  private final String connectionQualifiedName;
  private final Optional<String> connectionName;
  private final Optional<Asset.LastSync> lastSync;

  /** Stand for what differs from parent to parent; nothing that is written contains them. */
  private final String relationMark = UUID.randomUUID().toString();

  private final String parentMark = UUID.randomUUID().toString();

  /** By type, what the last asset of it has in common with its siblings. */
  private final Map<String, Siblings> siblings = new HashMap<>();

  private final Map<Place, List<Piece>> templates = new HashMap<>();

  /** What the derived attributes depend on, besides the parent's own names. */
  private record Place(
      String typeName, String parentTypeName, String database, String schema, boolean inRelation) {}

  /** Bytes, and which name follows them. */
  // Bytes go straight out; nobody compares pieces.
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(byte[] text, Follows follows) {}

  private enum Follows {
    RELATION,
    PARENT,
    NOTHING
  }

  /**
   * What follows from what an asset is a part of. Assets of a type come parent by parent, so that
   * it is worked out once for all of them.
   *
   * @param template the derived attributes behind name and qualified name, without the closing
   *     brace
   */
  // Bytes go straight out; nobody compares siblings.
  @SuppressWarnings("ArrayRecordComponent")
  private record Siblings(
      String parentTypeName,
      String parent,
      String schema,
      String relation,
      List<Piece> template,
      byte[] quotedParent,
      byte[] quotedRelation) {

    boolean have(StagedAsset staged) {
      return parent.equals(staged.parentQualifiedName())
          && parentTypeName.equals(staged.parentTypeName())
          && Objects.equals(schema, staged.schemaName())
          && Objects.equals(relation, staged.relationName());
    }

    void write(OutputStream out) throws IOException {
      for (Piece piece : template) {
        out.write(piece.text);
        switch (piece.follows) {
          case RELATION -> out.write(quotedRelation);
          case PARENT -> out.write(quotedParent);
          case NOTHING -> {}
        }
      }
    }
  }

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
    String known = ENTITIES.get(typeName);
    return known != null
        ? known
        : ENTITIES.computeIfAbsent(
            typeName, name -> name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
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
    out.write(TEXTS.quoteAsUTF8(staged.typeName()));
    out.write(NAME);
    out.write(TEXTS.quoteAsUTF8(staged.name()));
    out.write(QUALIFIED_NAME);
    out.write(TEXTS.quoteAsUTF8(staged.qualifiedName()));
    out.write('"');
    siblings(staged).write(out);
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

  private Siblings siblings(StagedAsset staged) throws IOException {
    Siblings last = siblings.get(staged.typeName());
    if (last != null && last.have(staged)) {
      return last;
    }
    Place place =
        new Place(
            staged.typeName(),
            staged.parentTypeName(),
            staged.databaseName(),
            staged.schemaName(),
            staged.relationName() != null);
    List<Piece> template = templates.get(place);
    if (template == null) {
      template = template(staged);
      templates.put(place, template);
    }
    Siblings now =
        new Siblings(
            staged.parentTypeName(),
            staged.parentQualifiedName(),
            staged.schemaName(),
            staged.relationName(),
            template,
            TEXTS.quoteAsUTF8(staged.parentQualifiedName()),
            place.inRelation ? TEXTS.quoteAsUTF8(staged.relationName()) : NO_NAME);
    siblings.put(staged.typeName(), now);
    return now;
  }

  /**
   * The derived attributes of what lies where an asset does, cut where the parent's names stand.
   */
  private List<Piece> template(StagedAsset staged) throws IOException {
    ObjectNode derived = derived(staged);
    derived.remove(List.of("name", "qualifiedName"));
    String json = MAPPER.writeValueAsString(derived);
    List<Piece> pieces = new ArrayList<>();
    int from = 1;
    pieces.add(new Piece(bytes(","), Follows.NOTHING));
    Matcher marks = Pattern.compile(relationMark + "|" + parentMark).matcher(json);
    while (marks.find()) {
      Follows follows = marks.group().equals(relationMark) ? Follows.RELATION : Follows.PARENT;
      pieces.add(new Piece(bytes(json.substring(from, marks.start())), follows));
      from = marks.end();
    }
    pieces.add(new Piece(bytes(json.substring(from, json.length() - 1)), Follows.NOTHING));
    return pieces;
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
      // Most bytes are told apart by these two.
      if (json[i] == member[0]
          && json[i + 2] == member[2]
          && Arrays.equals(json, i, i + member.length, member, 0, member.length)) {
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
        Optional.of(new Asset.Parent(staged.parentTypeName(), parentMark)),
        new Asset.Place(
            staged.databaseName(),
            staged.schemaName(),
            staged.relationName() == null ? null : relationMark),
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
