package io.gazetteer.asset.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.entity.DeleteEntities;
import io.gazetteer.asset.entity.EntityPatch;
import io.gazetteer.asset.entity.EntityPatches;
import io.gazetteer.asset.entity.Mutation;
import io.gazetteer.asset.entity.RemoveConnection;
import io.gazetteer.asset.entity.SaveEntities;
import io.gazetteer.model.Kinds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People's edits: into the catalogue by the product's use cases, and into the model. */
final class RandomEdits {

  private static final List<String> TEXTS =
      List.of(
          "displayName",
          "userDescription",
          "description",
          "sourceOwners",
          "certificateStatusMessage",
          "announcementTitle",
          "announcementMessage",
          "subType");
  private static final String BY = LiveCatalog.PERSON.username();

  private final LiveCatalog catalog;
  private final Model model;
  private final ModelEdits edits;
  private final RandomObjects random;

  RandomEdits(LiveCatalog catalog, Model model, RandomObjects random) {
    this.catalog = catalog;
    this.model = model;
    this.edits = new ModelEdits(model);
    this.random = random;
  }

  /** Makes one edit and says which. */
  String edit(String run) {
    List<ModelAsset> all =
        model.all(asset -> !asset.key.typeName().equals(Kinds.CONNECTION.typeName())).toList();
    if (all.isEmpty()) {
      return "no edit";
    }
    ModelAsset asset = random.pick(all);
    return switch (random.random(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> curate(asset, false);
      case 8, 9, 10, 11, 12 -> delete(small(asset), "SOFT");
      case 13 -> delete(small(asset), random.chance(50) ? "HARD" : "PURGE");
      case 14, 15, 16, 17 -> restore(asset, all);
      case 18 -> delete(asset, "SOFT");
      default -> random.chance(40) ? removeConnection(asset.connection, run) : curate(asset, false);
    };
  }

  /** What is to be deleted: seldom a whole database, often what has others next to it. */
  private ModelAsset small(ModelAsset asset) {
    List<ModelAsset> relations = model.all(other -> ModelMerge.isRelation(other.key)).toList();
    List<ModelAsset> neighbours = relations.stream().filter(this::hasNeighbours).toList();
    if (!neighbours.isEmpty() && random.chance(50)) {
      return random.pick(neighbours);
    }
    boolean large = List.of("Database", "Schema").contains(asset.key.typeName());
    return (large || random.chance(30)) && !relations.isEmpty() ? random.pick(relations) : asset;
  }

  /** Whether others have its path, or one that sorts next to those of its parts. */
  private boolean hasNeighbours(ModelAsset relation) {
    String path = relation.key.path();
    return model
        .all(other -> ModelMerge.isRelation(other.key) && other != relation)
        .anyMatch(
            other -> other.key.path().equals(path) || other.key.path().startsWith(path + "0"));
  }

  /** Brings back what is archived, often something of which a part was archived before. */
  private String restore(ModelAsset asset, List<ModelAsset> all) {
    List<ModelAsset> archived = all.stream().filter(other -> other.archived).toList();
    List<ModelAsset> layered =
        archived.stream()
            .filter(
                top ->
                    archived.stream()
                        .anyMatch(
                            part -> part.isInside(top) && !part.updatedAt.equals(top.updatedAt)))
            .toList();
    List<ModelAsset> some = layered.isEmpty() || random.chance(50) ? archived : layered;
    return curate(some.isEmpty() ? asset : random.pick(some), true);
  }

  private String curate(ModelAsset asset, boolean restore) {
    Map<String, JsonNode> values = restore && random.chance(50) ? Map.of() : values();
    Map<String, AttributeValue> sent = new HashMap<>();
    values.forEach(
        (name, value) ->
            sent.put(name, value == null ? AttributeValue.none() : AttributeValue.of(value)));
    boolean byGuid = random.chance(50);
    EntityPatch patch =
        new EntityPatch(
            "entities[0]",
            null,
            byGuid ? Optional.of(asset.guid) : Optional.empty(),
            asset.key.typeName(),
            byGuid && random.chance(50) ? Optional.empty() : Optional.of(asset.key.path()),
            restore,
            sent);
    Mutation mutation =
        catalog.transaction(
            SaveEntities.class, save -> save.save(new EntityPatches(List.of(patch), List.of())));
    boolean restored = restore && edits.restore(asset, BY);
    boolean written = edits.curate(asset, values, BY);
    assertThat(mutation.updated().stream().map(Asset::guid).toList())
        .as("saved assets")
        .isEqualTo(restored || written ? List.of(asset.guid) : List.of());
    return "%s %s %s".formatted(restored ? "restore" : "edit", asset.key, values);
  }

  private Map<String, JsonNode> values() {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 1 + random.random(3); i > 0; i--) {
      String name = random.pick(TEXTS);
      values.put(name, random.chance(25) ? null : TextNode.valueOf(random.description()));
    }
    if (random.chance(30)) {
      values.put(
          "certificateStatus",
          random.chance(30)
              ? null
              : TextNode.valueOf(random.pick(List.of("DRAFT", "VERIFIED", "DEPRECATED"))));
    }
    if (random.chance(15)) {
      values.put("announcementType", random.chance(30) ? null : TextNode.valueOf("information"));
    }
    if (random.chance(20)) {
      ArrayNode owners = JsonNodeFactory.instance.arrayNode();
      for (int i = random.random(3); i > 0; i--) {
        owners.add(random.pick(List.of("anna", "ben", "Özil")));
      }
      values.put("ownerUsers", owners);
    }
    return values;
  }

  private String delete(ModelAsset asset, String type) {
    Mutation mutation =
        catalog.transaction(
            DeleteEntities.class, delete -> delete.delete(List.of(asset.guid.toString()), type));
    assertThat(mutation.deleted()).extracting(Asset::guid).containsExactly(asset.guid);
    if (type.equals("SOFT")) {
      edits.archive(asset, BY);
    } else {
      edits.purge(asset);
    }
    return type + " delete " + asset.key;
  }

  private String removeConnection(String connection, String run) {
    boolean purge = random.chance(50);
    String workflow = "atlan-connection-delete-1";
    RemoveConnection.Removal removal =
        new RemoveConnection.Removal(connection, purge, workflow, run);
    long expected =
        model
            .all(asset -> asset.connection.equals(connection) && (purge || !asset.archived))
            .filter(asset -> !asset.key.typeName().equals(Kinds.CONNECTION.typeName()))
            .count();
    long counted = catalog.request(RemoveConnection.class, remove -> remove.count(removal));
    assertThat(counted).as("assets to remove").isEqualTo(expected);
    RemoveConnection.Position start =
        catalog.request(RemoveConnection.class, remove -> remove.start(removal));
    Optional<RemoveConnection.Position> reached = Optional.of(start);
    long removed = 0;
    while (reached.isPresent()) {
      RemoveConnection.Position after = reached.get();
      reached = catalog.transaction(RemoveConnection.class, remove -> remove.next(removal, after));
      removed += reached.map(RemoveConnection.Position::removed).orElse(0L);
    }
    assertThat(removed).as("removed assets").isEqualTo(expected);
    catalog.transaction(
        RemoveConnection.class,
        remove -> {
          remove.finish(removal);
          if (purge) {
            remove.forgetNames();
          }
          return null;
        });
    if (purge) {
      edits.purgeConnection(connection);
    } else {
      edits.archiveConnection(connection, workflow, run);
    }
    return (purge ? "purge " : "archive ") + connection;
  }
}
