package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.property.ModelAsset.AssetKey;
import io.gazetteer.asset.property.ModelAsset.Change;
import io.gazetteer.model.Kinds;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the catalogue must hold, as plain maps. {@link ModelMerge} does what crawls do to it, and
 * {@link ModelEdits} what people do.
 */
final class Model {

  /** A database of a connection; an empty name stands for all of them. */
  record Scope(String connection, String database) {}

  record ReadBy(Scope scope, String workflow) {}

  /**
   * Archiving that waits.
   *
   * @param approvedBy null until somebody approves
   */
  record Hold(
      Set<ModelAsset> candidates,
      String run,
      long filteredOut,
      long active,
      Instant at,
      String approvedBy) {}

  final Map<AssetKey, ModelAsset> assets = new LinkedHashMap<>();
  final Map<Scope, Asset.LastSync> syncs = new HashMap<>();
  final Map<Scope, Long> changes = new HashMap<>();
  // What the last complete crawl left, by which the next one may read in part.
  final Map<Scope, Set<ModelAsset>> fingerprints = new HashMap<>();
  final Map<ReadBy, Set<String>> schemasRead = new HashMap<>();
  final Map<ReadBy, Hold> holds = new HashMap<>();
  Instant now;

  /** A copy that may be changed without changing this one. */
  Model copy() {
    Model copy = new Model();
    assets.forEach((key, asset) -> copy.assets.put(key, asset.copy()));
    copy.syncs.putAll(syncs);
    copy.changes.putAll(changes);
    copy.schemasRead.putAll(schemasRead);
    copy.now = now;
    return copy;
  }

  Stream<ModelAsset> all(Predicate<ModelAsset> which) {
    return assets.values().stream().filter(which);
  }

  Stream<ModelAsset> active(Predicate<ModelAsset> which) {
    return all(which.and(asset -> !asset.archived));
  }

  Set<ModelAsset> activeOf(Scope scope) {
    Set<ModelAsset> active = new HashSet<>();
    active(asset -> isOf(asset, scope)).forEach(active::add);
    return active;
  }

  static boolean isOf(ModelAsset asset, Scope scope) {
    return asset.connection.equals(scope.connection())
        && scope.database().equals(asset.place.database());
  }

  /** Whether nothing has changed since the crawl that left a fingerprint. */
  boolean stands(Scope scope) {
    return fingerprints.containsKey(scope) && fingerprints.get(scope).equals(activeOf(scope));
  }

  void archive(ModelAsset asset, String by, String run, String person) {
    asset.archived = true;
    asset.touch(now, by);
    asset.history.add(new Change(AssetChange.Kind.ARCHIVED, run, person, null, now));
  }

  /** The asset of a connection, as a crawl shows it before it reads. */
  void showConnection(
      UUID guid, String path, String name, ObjectNode attributes, String workflow, String run) {
    AssetKey key = new AssetKey(Kinds.CONNECTION.typeName(), path);
    ModelAsset known = assets.get(key);
    if (known == null) {
      ModelAsset made = new ModelAsset(key, path, new Asset.Place(null, null, null), now, workflow);
      made.guid = guid;
      made.name = name;
      made.parent = Optional.empty();
      made.crawled = attributes;
      made.history.add(new Change(AssetChange.Kind.CREATED, run, null, null, now));
      assets.put(key, made);
    } else if (known.archived || !known.crawled.equals(attributes)) {
      AssetChange.Kind kind = known.archived ? AssetChange.Kind.RESTORED : AssetChange.Kind.CHANGED;
      known.history.add(new Change(kind, run, null, Json.changes(known.crawled, attributes), now));
      known.archived = false;
      known.crawled = attributes;
      known.touch(now, workflow);
    }
  }

  /** An asset as readers see it. */
  Asset shown(ModelAsset asset) {
    ObjectNode attributes = asset.shown();
    ModelAsset connection = assets.get(new AssetKey(Kinds.CONNECTION.typeName(), asset.connection));
    return new Asset(
        asset.guid,
        asset.key.typeName(),
        asset.key.path(),
        attributes.path("fullName").asText(asset.name),
        asset.connection,
        Optional.ofNullable(connection).map(found -> found.name),
        asset.parent,
        asset.place,
        asset.archived,
        asset.version + asset.curatedVersion,
        attributes,
        asset.createdAt,
        asset.createdBy,
        asset.isCuratedLast() ? asset.curatedAt : asset.updatedAt,
        asset.isCuratedLast() ? asset.curatedBy : asset.updatedBy,
        Optional.ofNullable(syncs.get(new Scope(asset.connection, asset.place.database()))));
  }

  List<Asset> shown() {
    return assets.values().stream().map(this::shown).toList();
  }
}
