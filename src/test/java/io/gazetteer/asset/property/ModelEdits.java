package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.property.Model.ReadBy;
import io.gazetteer.asset.property.Model.Scope;
import io.gazetteer.asset.property.ModelAsset.Change;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.Kinds;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people's edits, and removals of whole databases and connections, must do to the catalogue.
 */
record ModelEdits(Model model) {

  /**
   * Lays values over the crawled ones.
   *
   * @param values JSON values by attribute; null takes away what a person wrote
   * @return whether readers see a difference
   */
  boolean curate(ModelAsset asset, Map<String, JsonNode> values, String by) {
    ObjectNode after = asset.curated.deepCopy();
    values.forEach(
        (name, value) -> {
          if (value == null) {
            after.remove(name);
          } else {
            after.set(name, value);
          }
        });
    stamp(asset.curated, after, "certificate", List.of("Status", "StatusMessage"), by);
    stamp(asset.curated, after, "announcement", List.of("Type", "Title", "Message"), by);
    if (after.equals(asset.curated)) {
      return false;
    }
    ObjectNode changes =
        Json.changes(
            Json.overlaid(asset.crawled, asset.curated), Json.overlaid(asset.crawled, after));
    asset.curated = after;
    asset.curatedVersion++;
    asset.curatedAt = model.now;
    asset.curatedBy = by;
    if (changes.isEmpty()) {
      return false;
    }
    asset.history.add(new Change(AssetChange.Kind.CHANGED, null, by, changes, model.now));
    return true;
  }

  /** User and time of a certificate or announcement are kept with it. */
  private void stamp(
      ObjectNode before, ObjectNode after, String what, List<String> parts, String by) {
    if (!after.has(what + parts.get(0))) {
      after.remove(List.of(what + "UpdatedAt", what + "UpdatedBy"));
    } else if (parts.stream()
        .anyMatch(part -> !Objects.equals(before.get(what + part), after.get(what + part)))) {
      after.put(what + "UpdatedAt", model.now.toEpochMilli());
      after.put(what + "UpdatedBy", by);
    }
  }

  void archive(ModelAsset top, String by) {
    model
        .active(asset -> asset == top || asset.isInside(top))
        .toList()
        .forEach(asset -> model.archive(asset, by, null, by));
  }

  /** Removes an asset and what is inside, whether its history is to go or not. */
  void purge(ModelAsset top) {
    model.assets.values().removeIf(asset -> asset == top || asset.isInside(top));
  }

  /** Brings back an asset and what was archived with it. */
  boolean restore(ModelAsset top, String by) {
    if (!top.archived) {
      return false;
    }
    Instant at = top.updatedAt;
    String archivedBy = top.updatedBy;
    model
        .all(asset -> asset == top || asset.isInside(top))
        .filter(asset -> asset.archived && asset.updatedAt.equals(at))
        .filter(asset -> asset.updatedBy.equals(archivedBy))
        .toList()
        .forEach(
            asset -> {
              asset.archived = false;
              asset.touch(model.now, by);
              asset.history.add(new Change(AssetChange.Kind.RESTORED, null, by, null, model.now));
            });
    return true;
  }

  void archiveConnection(String connection, String workflow, String run) {
    model
        .active(asset -> asset.connection.equals(connection))
        .toList()
        .forEach(asset -> model.archive(asset, workflow, run, null));
    model.holds.keySet().removeIf(key -> key.scope().connection().equals(connection));
  }

  void purgeConnection(String connection) {
    model.assets.values().removeIf(asset -> asset.connection.equals(connection));
    model.syncs.keySet().removeIf(scope -> scope.connection().equals(connection));
    model.changes.keySet().removeIf(scope -> scope.connection().equals(connection));
    model.fingerprints.keySet().removeIf(scope -> scope.connection().equals(connection));
    model.schemasRead.keySet().removeIf(key -> key.scope().connection().equals(connection));
    model.holds.keySet().removeIf(key -> key.scope().connection().equals(connection));
  }

  /** Archives databases that the server no longer lists; the scope's database is empty. */
  MergeCounts archiveVanished(
      Collection<String> existing,
      Collection<String> excluded,
      MergeScope scope,
      MergeRules rules) {
    String connection = scope.connectionQualifiedName();
    Set<String> listed = existing.stream().map(BoundedText::place).collect(Collectors.toSet());
    Set<ModelAsset> vanished =
        model
            .active(asset -> asset.connection.equals(connection))
            .filter(asset -> !asset.key.typeName().equals(Kinds.CONNECTION.typeName()))
            .filter(asset -> !listed.contains(asset.place.database()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<ModelAsset> filtered = excludedDatabases(connection, excluded, rules);
    if (rules.archiveFilteredOut()) {
      vanished.addAll(filtered);
    }
    Scope all = new Scope(connection, "");
    MergeCounts.Held held =
        ModelMerge.held(
            rules.dryRun() ? model.copy() : model, all, scope, rules, vanished, filtered.size());
    if (held.candidates() > 0) {
      return new MergeCounts(0, 0, 0, 0, 0, held);
    }
    if (!rules.dryRun()) {
      vanished.forEach(asset -> model.archive(asset, scope.workflowName(), scope.runName(), null));
      model
          .fingerprints
          .keySet()
          .removeIf(
              place -> place.connection().equals(connection) && !listed.contains(place.database()));
    }
    return new MergeCounts(0, 0, 0, vanished.size(), 0, held);
  }

  private Set<ModelAsset> excludedDatabases(
      String connection, Collection<String> excluded, MergeRules rules) {
    if (excluded.isEmpty() || (!rules.archiveFilteredOut() && !rules.dryRun())) {
      return Set.of();
    }
    return model
        .active(asset -> asset.connection.equals(connection))
        .filter(
            asset ->
                excluded.stream()
                    .anyMatch(name -> BoundedText.place(name).equals(asset.place.database())))
        .filter(
            asset ->
                rules.otherWorkflows().stream()
                    .map(other -> new ReadBy(new Scope(connection, asset.place.database()), other))
                    .allMatch(key -> model.schemasRead.getOrDefault(key, Set.of()).isEmpty()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
