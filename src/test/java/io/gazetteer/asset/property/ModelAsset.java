package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.StagedAsset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An asset in the model. Values of type ObjectNode are replaced and never changed in place. */
final class ModelAsset {

  /** Identifies an asset that is in the catalogue. */
  record AssetKey(String typeName, String path) {
    @Override
    public String toString() {
      return typeName + " " + Json.brief(path);
    }
  }

  /**
   * An entry in the history.
   *
   * @param run null if a person did it
   * @param person null if a run did it
   * @param changes null if the kind says it all
   */
  record Change(AssetChange.Kind kind, String run, String person, ObjectNode changes, Instant at) {}

  final AssetKey key;
  final String connection;
  final Asset.Place place;
  final Instant createdAt;
  final String createdBy;
  // Oldest first.
  final List<Change> history = new ArrayList<>();
  // Null until the product has said it.
  UUID guid;
  // As stored: cut if it is long.
  String name;
  Optional<Asset.Parent> parent;
  Integer ordinal;
  ObjectNode crawled;
  ObjectNode statistics = Json.object();
  ObjectNode curated = Json.object();
  int curatedVersion;
  // Null until a person writes something.
  Instant curatedAt;
  String curatedBy;
  boolean archived;
  int version = 1;
  Instant updatedAt;
  String updatedBy;
  // Whether a merge created it, whose entry comes last in the history of its run.
  boolean createdByMerge;

  ModelAsset(AssetKey key, String connection, Asset.Place place, Instant now, String by) {
    this.key = key;
    this.connection = connection;
    this.place = place;
    this.createdAt = now;
    this.createdBy = by;
    this.updatedAt = now;
    this.updatedBy = by;
  }

  static ModelAsset created(StagedAsset read, String connection, Instant now, String by) {
    ModelAsset asset =
        new ModelAsset(
            new AssetKey(read.typeName(), read.qualifiedName()),
            connection,
            new Asset.Place(read.databaseName(), read.schemaName(), read.relationName()),
            now,
            by);
    asset.name = read.name();
    asset.crawled = Json.parse(read.attributes().json());
    asset.createdByMerge = true;
    asset.place(read);
    return asset;
  }

  /** Takes over where a crawl found it, which is no change. */
  void place(StagedAsset read) {
    parent = Optional.of(new Asset.Parent(read.parentTypeName(), read.parentQualifiedName()));
    ordinal = read.ordinal();
  }

  ModelAsset copy() {
    ModelAsset copy = new ModelAsset(key, connection, place, createdAt, createdBy);
    copy.history.addAll(history);
    copy.guid = guid;
    copy.name = name;
    copy.parent = parent;
    copy.ordinal = ordinal;
    copy.crawled = crawled;
    copy.statistics = statistics;
    copy.curated = curated;
    copy.curatedVersion = curatedVersion;
    copy.curatedAt = curatedAt;
    copy.curatedBy = curatedBy;
    copy.archived = archived;
    copy.version = version;
    copy.updatedAt = updatedAt;
    copy.updatedBy = updatedBy;
    copy.createdByMerge = createdByMerge;
    return copy;
  }

  /**
   * Returns whether it is inside another one, at whatever depth. Relations of several kinds may
   * have the same path, one after the other; each contains only what names it as its parent. A
   * connection contains nothing here.
   */
  boolean isInside(ModelAsset other) {
    boolean isBelow =
        !other.key.typeName().equals("Connection") && key.path().startsWith(other.key.path() + "/");
    return isBelow
        && (!ModelMerge.isRelation(other.key)
            || other.key.typeName().equals(parent.orElseThrow().typeName()));
  }

  void touch(Instant now, String by) {
    version++;
    updatedAt = now;
    updatedBy = by;
  }

  /** What readers see as its attributes. */
  ObjectNode shown() {
    return Json.overlaid(Json.overlaid(crawled, statistics), curated);
  }

  boolean isCuratedLast() {
    return curatedAt != null && curatedAt.isAfter(updatedAt);
  }
}
