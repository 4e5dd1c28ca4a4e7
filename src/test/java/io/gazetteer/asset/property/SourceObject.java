package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An object of a source, from a database down to the parts of a relation. */
final class SourceObject {

  private static final QualifiedNames NAMES = Vocabulary.standard().names();
  private static final String CUSTOM = "customAttributes";

  final SourceObject parent;
  final List<SourceObject> children = new ArrayList<>();
  AssetKind kind;
  String name;
  // Unique among its siblings of the same kind; the name for all but routines.
  String identity;
  // Null for all but columns.
  Integer ordinal;
  ObjectNode attributes;
  // Null for kinds without statistics.
  ObjectNode statistics;

  SourceObject(SourceObject parent, AssetKind kind, String name) {
    this.parent = parent;
    this.kind = kind;
    this.name = name;
    this.identity = name;
  }

  boolean isRelation() {
    return Kinds.RELATIONS.contains(kind);
  }

  boolean is(AssetKind other) {
    return kind.equals(other);
  }

  List<SourceObject> children(AssetKind only) {
    return children.stream().filter(child -> child.is(only)).toList();
  }

  /** The object and everything in it. */
  Stream<SourceObject> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(SourceObject::all));
  }

  /** The ancestor of a kind of the given depth: 0 = the database, 1 = its schema, and so on. */
  private SourceObject at(int depth) {
    List<SourceObject> way = new ArrayList<>();
    for (SourceObject step = this; step != null; step = step.parent) {
      way.add(0, step);
    }
    return depth < way.size() ? way.get(depth) : null;
  }

  SourceObject schema() {
    SourceObject schema = at(1);
    return schema != null && schema.is(Kinds.SCHEMA) ? schema : null;
  }

  SourceObject relation() {
    SourceObject relation = at(2);
    return relation != null && relation.isRelation() ? relation : null;
  }

  String path(String connection) {
    String above = parent == null ? connection : parent.path(connection);
    return kind.marker().isPresent()
        ? NAMES.object(above, kind, identity)
        : NAMES.child(above, identity);
  }

  /**
   * Returns the object as a crawl stages it.
   *
   * @param unread path of an attribute that could not be read; null if all were
   */
  StagedAsset staged(String connection, String unread) {
    ObjectNode read = attributes.deepCopy();
    if (ordinal != null) {
      read.put("order", ordinal);
    }
    if (unread != null) {
      Json.remove(read, unread);
    }
    SourceObject schema = schema();
    SourceObject relation = relation();
    return new StagedAsset(
        kind.typeName(),
        path(connection),
        name,
        parent == null ? connection : parent.path(connection),
        parent == null ? Kinds.CONNECTION.typeName() : parent.kind.typeName(),
        at(0).name,
        schema == null ? null : schema.name,
        relation == null || relation == this ? null : relation.name,
        ordinal,
        json(read),
        statistics == null ? null : statistics.toString().getBytes(StandardCharsets.UTF_8),
        unread == null ? List.of() : List.of(unread));
  }

  /** As crawls write it: the custom attributes are the last member. */
  private static StagedAsset.Attributes json(ObjectNode attributes) {
    ObjectNode plain = attributes.deepCopy();
    ObjectNode custom = (ObjectNode) plain.remove(CUSTOM);
    String text = plain.toString();
    if (custom == null) {
      return new StagedAsset.Attributes(text.getBytes(StandardCharsets.UTF_8), -1);
    }
    String before = text.substring(0, text.length() - 1) + (plain.isEmpty() ? "" : ",");
    String whole = before + "\"" + CUSTOM + "\":" + custom + "}";
    return new StagedAsset.Attributes(
        whole.getBytes(StandardCharsets.UTF_8), before.getBytes(StandardCharsets.UTF_8).length);
  }

  @Override
  public String toString() {
    return kind.words() + " " + Json.brief(identity);
  }
}
