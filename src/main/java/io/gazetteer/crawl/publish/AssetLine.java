package io.gazetteer.crawl.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
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
  private static final Map<String, String> ENTITIES = new ConcurrentHashMap<>();
  private static final byte[] OPENING = JsonBytes.utf8("{\"typeName\":\"");
  private static final byte[] NAME =
      JsonBytes.utf8("\",\"status\":\"ACTIVE\",\"attributes\":{\"name\":\"");
  private static final byte[] QUALIFIED_NAME = JsonBytes.utf8("\",\"qualifiedName\":\"");
  private static final byte[] CUSTOM = JsonBytes.utf8("\"customAttributes\":{");
  private static final int[] CUSTOM_SHIFTS = shifts();
  private static final byte[] NO_NAME = {};
  private static final int EMPTY_LENGTH = 2;
  private static final String TENANT = "default";
  private static final UUID NO_GUID = new UUID(0, 0);

  private final String connectionQualifiedName;
  private final Optional<String> connectionName;
  private final Optional<Asset.LastSync> lastSync;
  private final JsonBytes line = new JsonBytes();

  /** Stand for what differs from parent to parent; nothing that is written contains them. */
  private final String relationMark = UUID.randomUUID().toString();

  private final String parentMark = UUID.randomUUID().toString();

  /** By type, what the last asset of it has in common with its siblings. */
  private final Map<String, Siblings> siblings = new HashMap<>();

  private final Map<Place, List<Piece>> templates = new HashMap<>();

  /** What the derived attributes depend on, besides the parent's own names. */
  private record Place(
      String typeName, String parentTypeName, String database, String schema, boolean inRelation) {

    // Those of a record go through method handles, which the quick compiler does not look into.
    @Override
    public int hashCode() {
      return 31 * Objects.hashCode(schema) + typeName.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && typeName.equals(place.typeName)
          && parentTypeName.equals(place.parentTypeName)
          && Objects.equals(database, place.database)
          && Objects.equals(schema, place.schema)
          && inRelation == place.inRelation;
    }
  }

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

    boolean haveTemplateOf(StagedAsset staged) {
      return parentTypeName.equals(staged.parentTypeName())
          && Objects.equals(schema, staged.schemaName())
          && (relation == null) == (staged.relationName() == null);
    }

    void write(JsonBytes line) {
      for (Piece piece : template) {
        line.raw(piece.text);
        switch (piece.follows) {
          case RELATION -> line.raw(quotedRelation);
          case PARENT -> line.raw(quotedParent);
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
    Siblings shared = siblings(staged);
    byte[] crawled = staged.attributesJson();
    int custom = lastIndexOfCustom(crawled);
    int end = crawled.length - 1;
    line.clear().raw(OPENING).escaped(staged.typeName()).raw(NAME);
    int nameFrom = line.length();
    line.escaped(staged.name());
    int nameEnd = line.length();
    line.raw(QUALIFIED_NAME);
    String path = staged.qualifiedName();
    if (isChild(path, shared.parent, staged.name())) {
      line.raw(shared.quotedParent).raw('/').again(nameFrom, nameEnd);
    } else if (path.startsWith(shared.parent)) {
      line.raw(shared.quotedParent).escaped(path.substring(shared.parent.length()));
    } else {
      line.escaped(path);
    }
    line.raw('"');
    shared.write(line);
    writeMembers(crawled, custom < 0 ? end : Math.max(custom - 1, 1));
    if (staged.statisticsJson() != null) {
      writeMembers(staged.statisticsJson(), staged.statisticsJson().length - 1);
    }
    line.raw('}');
    int values = custom + CUSTOM.length - 1;
    if (custom >= 0 && end - values > EMPTY_LENGTH) {
      line.raw(',').raw(crawled, custom, end - custom);
    }
    line.raw('}').raw('\n').writeTo(out);
  }

  /** Whether a path is a parent's and a name as it is, which it is of most. */
  private static boolean isChild(String path, String parent, String name) {
    return path.length() == parent.length() + 1 + name.length()
        && path.charAt(parent.length()) == '/'
        && path.startsWith(parent)
        && path.endsWith(name);
  }

  private Siblings siblings(StagedAsset staged) throws IOException {
    Siblings last = siblings.get(staged.typeName());
    if (last != null && last.have(staged)) {
      return last;
    }
    List<Piece> template =
        last != null && last.haveTemplateOf(staged) ? last.template : templateOf(staged);
    Siblings now =
        new Siblings(
            staged.parentTypeName(),
            staged.parentQualifiedName(),
            staged.schemaName(),
            staged.relationName(),
            template,
            escaped(staged.parentQualifiedName()),
            staged.relationName() == null ? NO_NAME : escaped(staged.relationName()));
    siblings.put(staged.typeName(), now);
    return now;
  }

  private List<Piece> templateOf(StagedAsset staged) throws IOException {
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
    return template;
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
    pieces.add(new Piece(JsonBytes.utf8(","), Follows.NOTHING));
    Matcher marks = Pattern.compile(relationMark + "|" + parentMark).matcher(json);
    while (marks.find()) {
      Follows follows = marks.group().equals(relationMark) ? Follows.RELATION : Follows.PARENT;
      pieces.add(new Piece(JsonBytes.utf8(json.substring(from, marks.start())), follows));
      from = marks.end();
    }
    pieces.add(new Piece(JsonBytes.utf8(json.substring(from, json.length() - 1)), Follows.NOTHING));
    return pieces;
  }

  /** Writes what stands behind the opening brace, where anything does. */
  private void writeMembers(byte[] object, int end) {
    if (end > 1) {
      line.raw(',').raw(object, 1, end - 1);
    }
  }

  private byte[] escaped(String text) {
    return line.clear().escaped(text).toByteArray();
  }

  /**
   * Where the last member of a name begins; inside of a text its quotes would be escaped. What is
   * looked for stands near the end, where it stands at all.
   */
  private static int lastIndexOfCustom(byte[] json) {
    // The brackets of both objects.
    if (json.length <= CUSTOM.length || json[json.length - 2] != '}') {
      return -1;
    }
    int at = json.length - CUSTOM.length;
    while (at >= 0) {
      if (json[at] == CUSTOM[0]
          && Arrays.equals(json, at, at + CUSTOM.length, CUSTOM, 0, CUSTOM.length)) {
        return at;
      }
      at -= CUSTOM_SHIFTS[json[at] & 0xff];
    }
    return -1;
  }

  /**
   * By the byte that stands where the member might begin, by how much further to the front it can
   * begin at the most (R. Nigel Horspool, Practical fast searching in strings, 1980, backwards).
   */
  private static int[] shifts() {
    int[] shifts = new int[256];
    Arrays.fill(shifts, CUSTOM.length);
    for (int i = CUSTOM.length - 1; i > 0; i--) {
      shifts[CUSTOM[i]] = i;
    }
    return shifts;
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
