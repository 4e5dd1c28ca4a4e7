package io.gazetteer.asset.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.ArchiveHolds;
import io.gazetteer.asset.ArchiveVanishedDatabases;
import io.gazetteer.asset.AssetError;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeFence;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.asset.Staging;
import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.asset.property.Model.ReadBy;
import io.gazetteer.asset.property.Model.Scope;
import io.gazetteer.common.AppException;
import io.gazetteer.model.BoundedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Crawls one server: into the catalogue by the product's stages, and into the model. */
final class RandomCrawls {

  private static final String READER = "reader";

  private final LiveCatalog catalog;
  private final Model model;
  private final RandomObjects random;
  private final RandomSource source;
  private final String connection;
  private final UUID guid;
  private final String workflow;
  // What the crawl read that left the fingerprint of a database, relation by relation.
  private final Map<String, SourceState> states = new HashMap<>();

  RandomCrawls(
      LiveCatalog catalog, Model model, RandomObjects random, String connection, UUID guid) {
    this.catalog = catalog;
    this.model = model;
    this.random = random;
    this.source = new RandomSource(random);
    this.connection = connection;
    this.guid = guid;
    this.workflow = "atlan-postgres-" + connection.substring(connection.lastIndexOf('/') + 1);
  }

  String connection() {
    return connection;
  }

  String change() {
    return source.change();
  }

  /** Crawls some databases, now and then with something unusual, and says what it did. */
  String crawl(String run) {
    showConnection(run);
    StringBuilder what = new StringBuilder();
    for (String database : List.copyOf(source.databases.keySet())) {
      if (random.chance(85)) {
        what.append("; ").append(Json.brief(database)).append(": ").append(read(database, run));
      }
    }
    if (random.chance(50)) {
      what.append("; list databases: ").append(listDatabases(run));
    }
    return what.toString();
  }

  private void showConnection(String run) {
    ObjectNode attributes = Json.object().put("category", "warehouse");
    attributes.put("host", "db" + random.random(2));
    String name = "Connection " + connection;
    catalog.transaction(
        SaveConnectionAsset.class,
        connections -> {
          connections.save(
              guid, connection, name, AttributeValue.members(attributes).members(), workflow, run);
          return null;
        });
    model.showConnection(guid, connection, name, attributes, workflow, run);
  }

  private String read(String database, String run) {
    SourceObject root = source.databases.get(database);
    return switch (random.random(12)) {
      case 0 -> random.chance(50) ? abandoned(root, run) : rejected(root, run);
      case 1, 2 -> full(root, run, SourceState.Filter.random(random, root), "with filters");
      case 3 -> withoutSomeAttributes(root, run);
      case 4 -> dryRun(root, run);
      case 5, 6, 7, 8, 9 -> changes(root, run);
      default -> full(root, run, SourceState.Filter.NONE, "");
    };
  }

  private MergeScope scope(SourceObject root, String run, SourceState.Filter filter) {
    return new MergeScope(
        connection,
        root.name,
        workflow(filter),
        run,
        filter.schemas(),
        filter.relations(),
        filter.typesNotRead());
  }

  /** A workflow with filters is another one. */
  private String workflow(SourceState.Filter filter) {
    return filter.equals(SourceState.Filter.NONE) ? workflow : workflow + "-filtered";
  }

  private MergeRules rules(SourceState.Filter filter, boolean dryRun) {
    int limit = random.chance(30) ? random.random(30) : 100;
    Set<String> others =
        random.chance(50)
            ? Set.of()
            : Set.of(filter.equals(SourceState.Filter.NONE) ? workflow + "-filtered" : workflow);
    boolean archiveFilteredOut = filter.archived();
    return new MergeRules(limit, dryRun, archiveFilteredOut, others, MergeFence.OPEN);
  }

  private Stage open(MergeScope scope, boolean dryRun) {
    return catalog.request(
        Staging.class,
        staging ->
            staging.open(
                new StageTarget(connection, scope.databaseName(), scope.workflowName(), dryRun)));
  }

  private Scope place(SourceObject root) {
    return new Scope(connection, BoundedText.place(root.name));
  }

  /** Everything is read, and perhaps recognised again next time. */
  private String full(SourceObject root, String run, SourceState.Filter filter, String how) {
    MergeScope scope = scope(root, run, filter);
    SourceState state = new SourceState(root, connection, filter, null);
    boolean complete = filter.typesNotRead().isEmpty() && random.chance(80);
    if (complete) {
      scope =
          scope.recognisedBy(new Fingerprints.Seen(READER, "words of " + run, Optional.empty()));
    }
    MergeRules rules = rules(filter, false);
    long known = model.activeOf(place(root)).size();
    MergeCounts expected =
        new ModelMerge(model, scope, rules)
            .full(new ModelMerge.Read(state.staged(), Set.of(), Map.of()));
    try (Stage stage = open(scope, false)) {
      if (random.chance(50)) {
        assertThat(stage.known()).as("known assets").isEqualTo(known);
      }
      state.staged().forEach(stage::write);
      MergeCounts counts = stage.merge(scope, rules);
      assertThat(counts).as("counts of %s", run).isEqualTo(expected);
    }
    states.put(root.name, state);
    return "read fully %s%s, limit %d, %s%s"
        .formatted(
            how,
            filter,
            rules.archiveLimitPercent(),
            summary(expected),
            approve(place(root), scope.workflowName(), expected.held()));
  }

  private static String summary(MergeCounts counts) {
    return "+%d ~%d ^%d -%d =%d%s"
        .formatted(
            counts.created(),
            counts.changed(),
            counts.restored(),
            counts.archived(),
            counts.unchanged(),
            counts.held().candidates() == 0 ? "" : " held " + counts.held().candidates());
  }

  private String approve(Scope place, String workflowName, MergeCounts.Held held) {
    if (!held.tooMuch() || random.chance(50)) {
      return "";
    }
    catalog.transaction(ArchiveHolds.class, holds -> holds.approve(connection, workflowName, null));
    model.holds.replaceAll(
        (key, hold) ->
            key.scope().connection().equals(connection)
                    && key.workflow().equals(workflowName)
                    && hold.approvedBy() == null
                ? new Model.Hold(
                    hold.candidates(),
                    hold.run(),
                    hold.filteredOut(),
                    hold.active(),
                    hold.at(),
                    LiveCatalog.PERSON.username())
                : hold);
    return model.holds.containsKey(new ReadBy(place, workflowName)) ? ", approved" : "";
  }

  /** A read that fails half-way: it is never merged. */
  private String abandoned(SourceObject root, String run) {
    MergeScope scope = scope(root, run, SourceState.Filter.NONE);
    List<StagedAsset> staged =
        new SourceState(root, connection, SourceState.Filter.NONE, null).staged();
    try (Stage stage = open(scope, false)) {
      staged.subList(0, random.random(staged.size())).forEach(stage::write);
    }
    return "read and abandoned";
  }

  /** A merge that must change nothing. */
  private String rejected(SourceObject root, String run) {
    MergeScope scope = scope(root, run, SourceState.Filter.NONE);
    List<StagedAsset> staged =
        new SourceState(root, connection, SourceState.Filter.NONE, null).staged();
    boolean late = random.chance(50);
    MergeRules rules =
        late
            ? new MergeRules(
                100,
                false,
                false,
                Set.of(),
                new MergeFence(OptionalLong.of(99_999), (transaction, keep) -> {}))
            : MergeRules.UNLIMITED;
    try (Stage stage = open(scope, false)) {
      staged.forEach(stage::write);
      if (!late) {
        // Schemas are staged whether they are known or not.
        staged.stream().filter(asset -> asset.typeName().equals("Schema")).forEach(stage::write);
      }
      boolean twice = !late && staged.stream().anyMatch(a -> a.typeName().equals("Schema"));
      if (late || twice) {
        assertThatThrownBy(() -> stage.merge(scope, rules))
            .isInstanceOfSatisfying(
                AppException.class,
                failure ->
                    assertThat(failure.code())
                        .isEqualTo(late ? AssetError.READ_OVERTAKEN : AssetError.STAGED_TWICE));
      }
    }
    return late ? "read too late" : "read twice";
  }

  private String withoutSomeAttributes(SourceObject root, String run) {
    MergeScope scope = scope(root, run, SourceState.Filter.NONE);
    SourceState state = new SourceState(root, connection, SourceState.Filter.NONE, random);
    MergeCounts expected =
        new ModelMerge(model, scope, MergeRules.UNLIMITED)
            .full(new ModelMerge.Read(state.staged(), Set.of(), Map.of()));
    try (Stage stage = open(scope, false)) {
      state.staged().forEach(stage::write);
      assertThat(stage.merge(scope, MergeRules.UNLIMITED)).as(run).isEqualTo(expected);
    }
    return "read without some attributes, " + summary(expected);
  }

  private String dryRun(SourceObject root, String run) {
    SourceState.Filter filter = SourceState.Filter.random(random, root);
    MergeScope scope = scope(root, run, filter);
    SourceState state = new SourceState(root, connection, filter, null);
    MergeRules rules = rules(filter, true);
    MergeCounts expected =
        new ModelMerge(model, scope, rules)
            .full(new ModelMerge.Read(state.staged(), Set.of(), Map.of()));
    try (Stage stage = open(scope, true)) {
      state.staged().forEach(stage::write);
      assertThat(stage.merge(scope, rules)).as("dry run " + run).isEqualTo(expected);
    }
    return "dry run " + filter + ", " + summary(expected);
  }

  /** Reads only what changed since the last complete crawl; everything if that is not possible. */
  private String changes(SourceObject root, String run) {
    Optional<StoredFingerprint> earlier =
        catalog
            .request(Fingerprints.class, f -> f.find(connection, place(root).database()))
            .flatMap(Fingerprints.Earlier::fingerprint);
    assertThat(earlier.isPresent())
        .as("a fingerprint of %s", root)
        .isEqualTo(model.fingerprints.containsKey(place(root)));
    if (earlier.isEmpty()) {
      return full(root, run, SourceState.Filter.NONE, "");
    }
    SourceState before = states.get(root.name);
    SourceState now = new SourceState(root, connection, before.filter(), null);
    SourceState.Changes changes = now.since(before, random);
    MergeScope scope =
        scope(root, run, before.filter())
            .recognisedBy(new Fingerprints.Seen(READER, "words of " + run, earlier));
    MergeRules rules = rules(before.filter(), false);
    ModelMerge.Read read =
        new ModelMerge.Read(changes.written(), changes.kept(), changes.statistics());
    boolean only = changes.isNothing();
    ModelMerge merge = new ModelMerge(model, scope, rules);
    Optional<MergeCounts> expected = only ? merge.statistics(read) : merge.part(read);
    try (Stage stage = open(scope, false)) {
      if (!only) {
        changes.kept().forEach(key -> stage.unchanged(key.typeName(), key.path()));
      }
      changes
          .statistics()
          .forEach(
              (key, json) -> stage.statistics(key.typeName(), key.path(), SourceState.utf8(json)));
      if (!only) {
        changes.written().forEach(stage::write);
      }
      Optional<MergeCounts> counts =
          only
              ? stage.mergeStatistics(scope, earlier.get(), MergeFence.OPEN)
              : stage.mergePart(scope, rules, earlier.get());
      assertThat(counts).as("counts of partial read %s", run).isEqualTo(expected);
    }
    if (expected.isEmpty()) {
      return "read in part, overtaken, then " + full(root, run, SourceState.Filter.NONE, "");
    }
    states.put(root.name, now);
    return "read %s, %d kept, %d new statistics, %s%s"
        .formatted(
            only ? "statistics" : "in part",
            changes.kept().size(),
            changes.statistics().size(),
            summary(expected.get()),
            approve(place(root), scope.workflowName(), expected.get().held()));
  }

  private String listDatabases(String run) {
    Set<String> existing = new HashSet<>(source.databases.keySet());
    Set<String> excluded = random.chance(20) ? Set.of(existing.iterator().next()) : Set.of();
    MergeRules rules = rules(SourceState.Filter.NONE, random.chance(20));
    if (random.chance(50)) {
      rules =
          new MergeRules(
              rules.archiveLimitPercent(),
              rules.dryRun(),
              true,
              rules.otherWorkflows(),
              MergeFence.OPEN);
    }
    MergeScope scope = new MergeScope(connection, "", workflow, run, Set.of(), Map.of(), Set.of());
    MergeCounts expected = new ModelEdits(model).archiveVanished(existing, excluded, scope, rules);
    MergeRules used = rules;
    MergeCounts counts =
        catalog.transaction(
            ArchiveVanishedDatabases.class,
            databases ->
                databases.archive(
                    connection,
                    new ArchiveVanishedDatabases.Listed(existing, excluded),
                    workflow,
                    run,
                    used));
    assertThat(counts).as("archived databases").isEqualTo(expected);
    return summary(expected) + approve(new Scope(connection, ""), workflow, expected.held());
  }
}
