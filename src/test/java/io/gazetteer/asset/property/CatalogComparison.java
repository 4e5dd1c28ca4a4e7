package io.gazetteer.asset.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.asset.ArchiveHold;
import io.gazetteer.asset.ArchiveHolds;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.AssetError;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.asset.Staging;
import io.gazetteer.asset.property.ModelAsset.AssetKey;
import io.gazetteer.asset.property.ModelAsset.Change;
import io.gazetteer.common.AppException;
import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.MemoryEvaluator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what the product's use cases return with the model. */
final class CatalogComparison {

  private static final int SAMPLE = 12;
  private static final int ALL = 100_000;

  private final LiveCatalog catalog;
  private final Model model;
  private final RandomObjects random;
  // Guids of all assets that ever were.
  private final Map<UUID, ModelAsset> guids = new HashMap<>();

  CatalogComparison(LiveCatalog catalog, Model model, RandomObjects random) {
    this.catalog = catalog;
    this.model = model;
    this.random = random;
  }

  /** Learns the guids of new assets, and compares everything but searches. */
  void compare(List<String> runs) {
    learnGuids();
    compareAll();
    compareSingly();
    sample().forEach(this::compareHistory);
    runs.forEach(this::compareRun);
    compareChildren();
    compareCounts();
    compareHolds();
    model.syncs.keySet().forEach(this::compareChanges);
  }

  private <T> T find(Function<FindAssets, T> call) {
    return catalog.request(FindAssets.class, call);
  }

  private void learnGuids() {
    Map<Asset.Parent, Asset> found = byPaths();
    for (ModelAsset asset : model.assets.values()) {
      Asset there = found.get(parent(asset.key));
      assertThat(there).as("by qualified name: %s", asset.key).isNotNull();
      if (asset.guid == null) {
        asset.guid = there.guid();
      }
      ModelAsset before = guids.put(asset.guid, asset);
      // A connection has the guid of its definition, which outlives a purge.
      if (before != null && !asset.key.typeName().equals(Kinds.CONNECTION.typeName())) {
        assertThat(before).as("asset with the guid of %s", asset.key).isSameAs(asset);
      }
    }
  }

  private static Asset.Parent parent(AssetKey key) {
    return new Asset.Parent(key.typeName(), key.path());
  }

  private Map<Asset.Parent, Asset> byPaths() {
    Set<Asset.Parent> wanted =
        model.assets.keySet().stream()
            .map(CatalogComparison::parent)
            .collect(Collectors.toCollection(HashSet::new));
    return catalog.request(SearchAssets.class, search -> search.byPaths(wanted));
  }

  private void compareAll() {
    Map<String, String> expected = new TreeMap<>();
    model.shown().forEach(asset -> expected.put(asset.guid().toString(), Described.of(asset)));
    Map<String, String> byPath = new TreeMap<>();
    byPaths().values().forEach(a -> byPath.put(a.guid().toString(), Described.of(a)));
    assertThat(byPath).as("by qualified name").isEqualTo(expected);
    Map<String, String> byGuid = new TreeMap<>();
    List<String> all = guids.keySet().stream().map(UUID::toString).toList();
    find(assets -> assets.byGuids(all)).forEach((k, a) -> byGuid.put(k, Described.of(a)));
    assertThat(byGuid).as("by guid, purged ones included").isEqualTo(expected);
  }

  private List<ModelAsset> sample() {
    List<ModelAsset> all = new ArrayList<>(model.assets.values());
    random.shuffle(all);
    return all.subList(0, Math.min(SAMPLE, all.size()));
  }

  private void compareSingly() {
    for (ModelAsset asset : sample()) {
      String expected = Described.of(model.shown(asset));
      String guid = asset.guid.toString();
      assertThat(Described.of(find(assets -> assets.byGuid(guid))))
          .as("by guid")
          .isEqualTo(expected);
      assertThat(Described.of(find(a -> a.byQualifiedName(asset.key.typeName(), asset.key.path()))))
          .as("by qualified name")
          .isEqualTo(expected);
      Map<String, Asset> page = find(assets -> assets.page(List.of(guid)));
      assertThat(page.values()).extracting(Described::of).containsExactly(expected);
      AssetKey other = new AssetKey(asset.key.typeName(), asset.key.path() + "0");
      if (!model.assets.containsKey(other)) {
        assertThatThrownBy(() -> find(a -> a.byQualifiedName(other.typeName(), other.path())))
            .isInstanceOfSatisfying(
                AppException.class,
                failure -> assertThat(failure.code()).isEqualTo(AssetError.ASSET_NOT_FOUND));
      }
    }
  }

  private void compareHistory(ModelAsset asset) {
    List<String> expected = new ArrayList<>();
    asset.history.forEach(change -> expected.add(0, described(asset, change)));
    List<AssetChange> found = find(assets -> assets.changes(asset.guid, ALL));
    assertThat(found.stream().map(CatalogComparison::described).toList())
        .as("history of %s", asset.key)
        .isEqualTo(expected);
    assertThat(paged(1 + random.random(3), page -> find(a -> a.changes(asset.guid, page))))
        .as("pages of the history of %s", asset.key)
        .isEqualTo(found);
  }

  private static String described(ModelAsset asset, Change change) {
    return "%s %s %s by %s at %s %s"
        .formatted(
            change.kind(),
            asset.key,
            asset.guid,
            change.run() == null ? "person " + change.person() : "run " + change.run(),
            change.at(),
            change.changes() == null ? "" : Json.sorted(change.changes()));
  }

  private static String described(AssetChange change) {
    return "%s %s %s by %s at %s %s"
        .formatted(
            change.kind(),
            new AssetKey(change.typeName(), change.qualifiedName()),
            change.guid(),
            change
                .runName()
                .map(run -> "run " + run)
                .orElseGet(() -> "person " + change.changedBy().orElseThrow()),
            change.at(),
            change.changesJson().map(json -> Json.sorted(Json.parse(json))).orElse(""));
  }

  /** In the order of the kinds; within one, created assets by guid, others in no given order. */
  private void compareRun(String run) {
    List<AssetChange> found =
        paged(50 + random.random(100), page -> find(a -> a.changesOfRun(run, page)));
    Map<String, Set<String>> expected = new TreeMap<>();
    for (ModelAsset asset : model.assets.values()) {
      for (Change change : asset.history) {
        if (run.equals(change.run())) {
          expected
              .computeIfAbsent(group(change.kind(), asset.createdByMerge), key -> new HashSet<>())
              .add(described(asset, change));
        }
      }
    }
    Map<String, Set<String>> there = new TreeMap<>();
    List<String> groups = new ArrayList<>();
    for (AssetChange change : found) {
      String group = group(change.kind(), change.id() == 0);
      groups.add(group);
      boolean added = there.computeIfAbsent(group, key -> new HashSet<>()).add(described(change));
      assertThat(added).as("%s is there once", change).isTrue();
    }
    assertThat(there).as("what %s did", run).isEqualTo(expected);
    assertThat(groups).as("kinds in order").isSorted();
    assertThat(found.stream().filter(change -> change.id() == 0).map(AssetChange::guid).toList())
        .as("what %s created, by guid", run)
        .isSortedAccordingTo(
            (one, other) ->
                Arrays.compareUnsigned(SearchComparison.bytes(one), SearchComparison.bytes(other)));
  }

  private static String group(AssetChange.Kind kind, boolean createdByMerge) {
    return switch (kind) {
      case ARCHIVED -> "1 archived";
      case CHANGED -> "2 changed";
      case RESTORED -> "3 restored";
      case CREATED -> createdByMerge ? "5 created" : "4 created otherwise";
    };
  }

  private static List<AssetChange> paged(int size, Function<PageRequest, Page<AssetChange>> read) {
    List<AssetChange> all = new ArrayList<>();
    PageRequest request = PageRequest.first(size);
    while (true) {
      Page<AssetChange> page = read.apply(request);
      all.addAll(page.items());
      if (page.next().isEmpty()) {
        return all;
      }
      request = new PageRequest(size, "", false, position(page.next().get()));
    }
  }

  /** The position in a cursor, behind the order of the list. */
  private static List<String> position(String cursor) {
    return Arrays.stream(cursor.split("\\.", -1))
        .skip(1)
        .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
        .toList();
  }

  private void compareChildren() {
    for (ModelAsset parent : sample()) {
      compareChildren(parent, types(parent.key.typeName()));
    }
    List<ModelAsset> relations =
        model.all(asset -> ModelMerge.isRelation(asset.key)).collect(Collectors.toList());
    random.shuffle(relations);
    relations.stream().limit(SAMPLE).forEach(r -> compareChildren(r, types(r.key.typeName())));
    relations.stream().limit(3).forEach(r -> compareChildren(r, List.of(Kinds.COLUMN.typeName())));
  }

  private static List<String> types(String parent) {
    return Vocabulary.standard().children(parent).stream().map(AssetKind::typeName).toList();
  }

  private void compareChildren(ModelAsset parent, List<String> types) {
    Comparator<ModelAsset> order =
        Comparator.comparing(
                (ModelAsset asset) -> asset.ordinal,
                Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(asset -> asset.name, MemoryEvaluator.BY_CODE_POINT)
            .thenComparing(asset -> asset.key.typeName(), MemoryEvaluator.BY_CODE_POINT);
    List<ModelAsset> expected =
        model
            .active(child -> types.contains(child.key.typeName()))
            .filter(
                child ->
                    child.parent.isPresent()
                        && child.parent.get().qualifiedName().equals(parent.key.path()))
            .sorted(order)
            .toList();
    List<Asset> found =
        find(assets -> assets.children(model.shown(parent), types, expected.size() + 1));
    String what = "children of " + parent.key;
    assertThat(found.stream().map(Described::of))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(model::shown).map(Described::of).toList());
    // Overloaded routines share a name, and then have no order.
    assertThat(found.stream().map(asset -> asset.typeName() + " " + asset.name()).toList())
        .as("order of " + what)
        .isEqualTo(
            expected.stream().map(model::shown).map(a -> a.typeName() + " " + a.name()).toList());
  }

  private void compareCounts() {
    Map<String, Map<String, Long>> expected = new TreeMap<>();
    for (ModelAsset asset : model.assets.values()) {
      Map<String, Long> counts = expected.computeIfAbsent(asset.connection, key -> new TreeMap<>());
      if (!asset.archived) {
        counts.merge(asset.key.typeName(), 1L, Long::sum);
      }
    }
    Map<String, Long> sum = new TreeMap<>();
    expected.forEach(
        (connection, counts) -> {
          assertThat(counted(connection)).as("counts of %s", connection).isEqualTo(counts);
          counts.forEach((type, count) -> sum.merge(type, count, Long::sum));
        });
    assertThat(counted(null)).as("counts").isEqualTo(sum);
  }

  private Map<String, Long> counted(String connection) {
    return find(assets -> assets.countsByType(connection));
  }

  private void compareHolds() {
    Set<String> expected = new HashSet<>();
    model.holds.forEach(
        (key, hold) ->
            expected.add(
                described(
                    key.scope().connection(),
                    key.scope().database(),
                    key.workflow(),
                    new Model.Hold(
                        Collections.emptySet(),
                        hold.run() + " " + hold.candidates().size(),
                        hold.filteredOut(),
                        hold.active(),
                        hold.at(),
                        hold.approvedBy()))));
    Set<String> found = new HashSet<>();
    for (ArchiveHold hold : catalog.request(ArchiveHolds.class, holds -> holds.find(null))) {
      found.add(
          described(
              hold.connectionQualifiedName(),
              hold.databaseName(),
              hold.workflowName(),
              new Model.Hold(
                  Collections.emptySet(),
                  hold.runName() + " " + hold.candidates(),
                  hold.filteredOut(),
                  hold.active(),
                  hold.at(),
                  hold.approvedBy().orElse(null))));
    }
    assertThat(found).as("archiving that waits").isEqualTo(expected);
  }

  private static String described(
      String connection, String database, String workflow, Model.Hold hold) {
    return connection + " " + database + " " + workflow + " " + hold;
  }

  private void compareChanges(Model.Scope scope) {
    long changes =
        catalog.request(Staging.class, s -> s.changesOf(scope.connection(), scope.database()));
    assertThat(changes)
        .as("merges that changed %s", scope)
        .isEqualTo(Optional.ofNullable(model.changes.get(scope)).orElse(0L));
  }
}
