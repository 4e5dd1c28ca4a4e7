package io.gazetteer.asset.property;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.asset.property.Model.Hold;
import io.gazetteer.asset.property.Model.ReadBy;
import io.gazetteer.asset.property.Model.Scope;
import io.gazetteer.asset.property.ModelAsset.AssetKey;
import io.gazetteer.asset.property.ModelAsset.Change;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.Kinds;
import io.gazetteer.search.MemoryEvaluator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the merges of a crawl must do to the catalogue. Used once. */
final class ModelMerge {

  private static final int EXAMPLES = 100;
  private static final int PERCENT = 100;

  /**
   * What a crawl read of a database.
   *
   * @param written assets that were read
   * @param kept relations and others that were found unchanged, with everything below them
   * @param statistics new statistics of unchanged assets; a null removes a number
   */
  record Read(
      List<StagedAsset> written, Set<AssetKey> kept, Map<AssetKey, ObjectNode> statistics) {}

  private final Model model;
  private final MergeScope scope;
  private final MergeRules rules;
  private final Scope place;
  private final Set<AssetKey> read = new HashSet<>();
  private long created;
  private long changed;
  private long restored;

  ModelMerge(Model model, MergeScope scope, MergeRules rules) {
    // A dry run works out everything and keeps nothing.
    this.model = rules.dryRun() ? model.copy() : model;
    this.scope = scope;
    this.rules = rules;
    this.place =
        new Scope(scope.connectionQualifiedName(), BoundedText.place(scope.databaseName()));
  }

  MergeCounts full(Read found) {
    return merge(found, model.activeOf(place), 0);
  }

  /** Empty if the catalogue has changed since the crawl that found the unchanged assets. */
  Optional<MergeCounts> part(Read found) {
    refresh(found.statistics());
    if (!model.stands(place)) {
      return Optional.empty();
    }
    Set<ModelAsset> known = compared(found.kept());
    return Optional.of(merge(found, known, model.activeOf(place).size() - known.size()));
  }

  /** The assets that are neither kept nor part of a kept or archived relation. */
  Set<ModelAsset> compared(Set<AssetKey> kept) {
    Set<ModelAsset> known = model.activeOf(place);
    known.removeIf(
        asset -> {
          AssetKey parent =
              new AssetKey(
                  asset.parent.orElseThrow().typeName(),
                  asset.parent.orElseThrow().qualifiedName());
          return kept.contains(asset.key)
              || kept.contains(parent)
              || (isRelation(parent) && isArchived(parent));
        });
    return known;
  }

  private boolean isArchived(AssetKey key) {
    ModelAsset asset = model.assets.get(key);
    return asset == null || asset.archived;
  }

  /** Empty as {@link #part}. */
  Optional<MergeCounts> statistics(Read found) {
    if (!model.stands(place)) {
      return Optional.empty();
    }
    refresh(found.statistics());
    sync();
    return Optional.of(new MergeCounts(0, 0, 0, 0, model.activeOf(place).size()));
  }

  private void refresh(Map<AssetKey, ObjectNode> statistics) {
    statistics.forEach(
        (key, numbers) -> {
          ModelAsset asset = model.assets.get(key);
          if (asset != null) {
            asset.statistics = Json.withoutNulls(Json.overlaid(asset.statistics, numbers));
          }
        });
  }

  private void sync() {
    model.syncs.put(place, new Asset.LastSync(scope.workflowName(), scope.runName(), model.now));
  }

  private MergeCounts merge(Read found, Set<ModelAsset> known, long unread) {
    found.written().forEach(this::take);
    Set<String> schemas =
        found.written().stream()
            .filter(asset -> asset.typeName().equals(Kinds.SCHEMA.typeName()))
            .map(StagedAsset::schemaName)
            .collect(Collectors.toSet());
    model.schemasRead.put(new ReadBy(place, scope.workflowName()), schemas);
    Set<ModelAsset> vanished = new LinkedHashSet<>(known);
    vanished.removeIf(asset -> read.contains(asset.key) || isSpared(asset) || isExcluded(asset));
    Set<ModelAsset> excluded = excluded();
    if (rules.archiveFilteredOut()) {
      vanished.addAll(excluded);
    }
    MergeCounts.Held held = held(vanished, excluded.size());
    boolean archives = held.candidates() == 0;
    if (archives) {
      vanished.forEach(asset -> model.archive(asset, scope.workflowName(), scope.runName(), null));
    }
    sync();
    model.fingerprints.remove(place);
    if (archives && scope.seen().isPresent()) {
      model.fingerprints.put(place, model.activeOf(place));
    }
    long archived = archives ? vanished.size() : 0;
    if (created + changed + restored + archived > 0) {
      model.changes.merge(place, 1L, Long::sum);
    }
    return new MergeCounts(
        created,
        changed,
        restored,
        archived,
        found.written().size() + unread - created - changed - restored,
        held);
  }

  private void take(StagedAsset found) {
    AssetKey key = new AssetKey(found.typeName(), found.qualifiedName());
    read.add(key);
    ModelAsset known = model.assets.get(key);
    if (known == null) {
      known =
          ModelAsset.created(
              found, scope.connectionQualifiedName(), model.now, scope.workflowName());
      known.history.add(
          new Change(AssetChange.Kind.CREATED, scope.runName(), null, null, model.now));
      model.assets.put(key, known);
      created++;
    } else {
      compare(known, found);
    }
    if (found.statisticsJson() != null) {
      known.statistics = Json.parse(found.statisticsJson());
    }
  }

  private void compare(ModelAsset known, StagedAsset found) {
    ObjectNode after = Json.parse(found.attributes().json());
    for (String unread : found.unknownAttributes()) {
      Json.remove(after, unread);
      Json.copy(known.crawled, after, unread);
    }
    if (known.archived || !known.crawled.equals(after)) {
      restored += known.archived ? 1 : 0;
      changed += known.archived ? 0 : 1;
      known.history.add(
          new Change(
              known.archived ? AssetChange.Kind.RESTORED : AssetChange.Kind.CHANGED,
              scope.runName(),
              null,
              Json.changes(known.crawled, after),
              model.now));
      known.archived = false;
      known.touch(model.now, scope.workflowName());
    }
    known.crawled = after;
    known.place(found);
  }

  private boolean isSpared(ModelAsset asset) {
    return scope.typesNotRead().contains(asset.key.typeName());
  }

  private boolean isExcluded(ModelAsset asset) {
    String schema = asset.place.schema();
    if (scope.excludedSchemas().stream().map(BoundedText::place).anyMatch(s -> s.equals(schema))) {
      return true;
    }
    Map<String, Set<String>> excluded = new HashMap<>();
    scope
        .excludedRelations()
        .forEach((name, relations) -> excluded.put(BoundedText.place(name), relations));
    return excluded.getOrDefault(schema, Set.of()).stream()
        .map(relation -> BoundedText.bounded(relation, BoundedText.MAX_NAME))
        .anyMatch(
            relation ->
                relation.equals(asset.place.relation())
                    || (relation.equals(asset.name) && isRelation(asset.key)));
  }

  static boolean isRelation(AssetKey key) {
    return Kinds.RELATIONS.stream().anyMatch(kind -> kind.typeName().equals(key.typeName()));
  }

  /** What the filters exclude and no other workflow reads. */
  private Set<ModelAsset> excluded() {
    if (!rules.archiveFilteredOut() && !rules.dryRun()) {
      return Set.of();
    }
    return model
        .active(asset -> Model.isOf(asset, place))
        .filter(asset -> isExcluded(asset) && !isSpared(asset) && !read.contains(asset.key))
        .filter(
            asset ->
                rules.otherWorkflows().stream()
                    .map(other -> model.schemasRead.get(new ReadBy(place, other)))
                    .noneMatch(s -> s != null && s.contains(asset.place.schema())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private MergeCounts.Held held(Set<ModelAsset> candidates, long excluded) {
    return held(model, place, scope, rules, candidates, excluded);
  }

  /** Decides whether archiving waits, and notes that it does. */
  static MergeCounts.Held held(
      Model model,
      Scope place,
      MergeScope scope,
      MergeRules rules,
      Set<ModelAsset> candidates,
      long excluded) {
    ReadBy key = new ReadBy(place, scope.workflowName());
    long filteredOut = rules.archiveFilteredOut() ? excluded : 0;
    long staying = rules.archiveFilteredOut() ? 0 : excluded;
    if (candidates.isEmpty()) {
      model.holds.remove(key);
      return new MergeCounts.Held(0, 0, staying, 0, false, List.of());
    }
    long active =
        model
            .active(asset -> asset.connection.equals(place.connection()))
            .filter(asset -> !asset.key.typeName().equals(Kinds.CONNECTION.typeName()))
            .count();
    long before =
        model.assets.values().stream()
            .flatMap(asset -> asset.history.stream())
            .filter(change -> change.kind() == AssetChange.Kind.ARCHIVED)
            .filter(change -> scope.runName().equals(change.run()))
            .count();
    boolean tooMuch =
        (candidates.size() + before) * PERCENT > (active + before) * rules.archiveLimitPercent();
    MergeCounts.Held held =
        new MergeCounts.Held(
            candidates.size(), filteredOut, staying, active, tooMuch, examples(candidates));
    if (rules.dryRun()) {
      return held;
    }
    Hold earlier = model.holds.get(key);
    boolean approved =
        earlier != null && earlier.approvedBy() != null && earlier.candidates().equals(candidates);
    if (!tooMuch || approved) {
      model.holds.remove(key);
      return MergeCounts.NOTHING_HELD;
    }
    model.holds.put(
        key, new Hold(candidates, scope.runName(), filteredOut, active, model.now, null));
    return held;
  }

  private static List<String> examples(Set<ModelAsset> candidates) {
    Comparator<String> order = MemoryEvaluator.BY_CODE_POINT;
    return candidates.stream()
        .map(asset -> asset.key)
        .sorted(
            Comparator.comparing(AssetKey::path, order).thenComparing(AssetKey::typeName, order))
        .limit(EXAMPLES)
        .map(key -> key.typeName() + " " + key.path())
        .toList();
  }
}
