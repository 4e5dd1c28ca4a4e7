package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetError;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Saves what people write about assets, and connections. These values are stored apart from the
 * crawled ones and override them for readers. No run changes them.
 */
@ApplicationScoped
public class SaveEntities {

  private static final String NEVER_CHANGES = "names another asset; a qualified name never changes";

  @Inject Access access;
  @Inject FindAssets findAssets;
  @Inject SearchAssets searchAssets;
  @Inject CurationStore curations;
  @Inject CuratedAttributes curated;
  @Inject ConnectionDefinitions connections;

  /**
   * Saves several entities, all or none. Saving what is stored already changes nothing, leaves no
   * change row, and is not part of the answer.
   *
   * @throws AppException ENTITY_INVALID with every error; ASSET_NOT_FOUND naming each entity that
   *     is not there, where that is all that is wrong; ASSET_BUSY when an archived asset is to be
   *     brought back while a crawl writes its database
   */
  @Transactional
  public Mutation save(EntityPatches sent) {
    Saved saved = store(sent);
    return new Mutation(saved.created(), saved.updated(), List.of(), List.of(), saved.guids());
  }

  /** Saves the one entity that an address names; otherwise as {@link #save}. */
  @Transactional
  public Mutation saveOne(EntityPatches sent) {
    Saved saved = store(sent);
    return new Mutation(saved.created(), List.of(), saved.updated(), List.of(), saved.guids());
  }

  private Saved store(EntityPatches sent) {
    Caller caller = access.check(Action.WRITE_ASSET);
    FieldErrors errors = new FieldErrors();
    sent.errors().forEach(fault -> errors.add(fault.field(), fault.message()));
    return store(sent.patches(), errors, caller);
  }

  private record Saved(List<Asset> created, List<Asset> updated, Map<String, String> guids) {}

  /**
   * An entity that is to be stored.
   *
   * @param asset as it is now; null for a connection that is new
   * @param changes curated attributes alone
   * @param definition of a connection; null for all else
   */
  private record Target(
      EntityPatch patch,
      Asset asset,
      Map<String, AttributeValue> changes,
      ConnectionDefinitions.Change definition) {

    boolean isRestored() {
      return definition == null && patch.restore() && asset.archived();
    }
  }

  private Saved store(List<EntityPatch> patches, FieldErrors errors, Caller caller) {
    Known known = known(patches);
    FieldErrors missing = new FieldErrors();
    boolean byName = false;
    List<Target> targets = new ArrayList<>();
    for (EntityPatch patch : patches) {
      Asset asset = known.of(patch);
      boolean isNew = asset == null && patch.isConnection() && patch.guid().isEmpty();
      if (asset == null && !isNew) {
        missing.add(patch.path(), notThere(patch));
        byName |= patch.guid().isEmpty();
        continue;
      }
      if (asset != null) {
        checkIdentity(patch, asset, errors);
      }
      targets.add(
          patch.isConnection() ? connection(patch, asset, errors) : target(patch, asset, errors));
    }
    throwIfAny(errors, missing, byName ? AssetError.ASSET_NOT_FOUND : AssetError.GUID_NOT_FOUND);
    curations.lock(targets.stream().filter(Target::isRestored).map(Target::asset).toList());
    Set<String> created = new LinkedHashSet<>();
    Set<String> updated = new LinkedHashSet<>();
    Map<String, String> guids = new LinkedHashMap<>();
    for (Target target : targets) {
      Stored stored = store(target, caller);
      String guid = stored.guid().toString();
      if (target.asset() == null) {
        created.add(guid);
      } else if (stored.changed()) {
        updated.add(guid);
      }
      if (target.patch().sentGuid() != null) {
        guids.put(target.patch().sentGuid(), guid);
      }
    }
    return answer(created, updated, guids);
  }

  private Target target(EntityPatch patch, Asset asset, FieldErrors errors) {
    return new Target(patch, asset, curated.changes(asset, patch, errors), null);
  }

  private Target connection(EntityPatch patch, Asset asset, FieldErrors errors) {
    access.check(Action.WRITE_CONNECTION);
    curated.checkConnection(patch, Optional.ofNullable(asset), errors);
    Map<String, AttributeValue> changes = curated.ofConnection(patch, errors);
    Map<String, AttributeValue> definition = new LinkedHashMap<>(patch.attributes());
    definition.keySet().removeAll(changes.keySet());
    String qualifiedName = asset == null ? patch.qualifiedName().orElse("") : asset.qualifiedName();
    return new Target(
        patch,
        asset,
        changes,
        connections.prepare(qualifiedName, definition, patch.path(), errors));
  }

  private record Stored(UUID guid, boolean changed) {}

  private Stored store(Target target, Caller caller) {
    if (target.definition() != null) {
      ConnectionDefinitions.Stored stored = target.definition().store(caller);
      boolean written = curations.write(stored.guid(), target.changes(), caller);
      return new Stored(stored.guid(), stored.changed() || written);
    }
    UUID guid = target.asset().guid();
    boolean restored = target.isRestored() && curations.restore(target.asset(), caller);
    boolean written = curations.write(guid, target.changes(), caller);
    return new Stored(guid, restored || written);
  }

  /**
   * Throws all errors at once. An invalid field decides the error code even if assets are missing
   * too, because the client must correct the request anyway.
   */
  private static void throwIfAny(FieldErrors errors, FieldErrors missing, AssetError code) {
    if (!errors.isEmpty()) {
      errors.addAll(missing);
    }
    errors.throwIfAny(AssetError.ENTITY_INVALID);
    missing.throwIfAny(code);
  }

  private Saved answer(Set<String> created, Set<String> updated, Map<String, String> guids) {
    Set<String> all = new LinkedHashSet<>(created);
    all.addAll(updated);
    Map<String, Asset> now = findAssets.byGuids(all);
    if (now.size() < all.size()) {
      throw new AppException(
          AssetError.ASSET_NOT_FOUND, "An asset was purged while it was being saved");
    }
    return new Saved(
        created.stream().map(now::get).toList(),
        updated.stream().filter(guid -> !created.contains(guid)).map(now::get).toList(),
        guids);
  }

  private record Known(Map<String, Asset> byGuid, Map<Asset.Parent, Asset> byPath) {

    Asset of(EntityPatch patch) {
      return patch.guid().isPresent()
          ? byGuid.get(patch.guid().get().toString())
          : patch
              .qualifiedName()
              .map(path -> byPath.get(new Asset.Parent(patch.typeName(), path)))
              .orElse(null);
    }
  }

  private Known known(List<EntityPatch> patches) {
    Set<String> guids = new HashSet<>();
    Set<Asset.Parent> paths = new HashSet<>();
    for (EntityPatch patch : patches) {
      patch.guid().map(UUID::toString).ifPresent(guids::add);
      patch
          .qualifiedName()
          .filter(path -> path.indexOf('\0') < 0 && patch.typeName().indexOf('\0') < 0)
          .ifPresent(path -> paths.add(new Asset.Parent(patch.typeName(), path)));
    }
    return new Known(findAssets.byGuids(guids), searchAssets.byPaths(paths));
  }

  private static void checkIdentity(EntityPatch patch, Asset asset, FieldErrors errors) {
    if (!patch.typeName().equals(asset.typeName())) {
      errors.add(patch.path() + ".typeName", "is a " + asset.typeName());
    }
    patch
        .qualifiedName()
        .filter(path -> !path.equals(asset.qualifiedName()))
        .ifPresent(path -> errors.add(patch.path() + ".attributes.qualifiedName", NEVER_CHANGES));
  }

  private static String notThere(EntityPatch patch) {
    String what =
        patch
            .guid()
            .map(guid -> "guid " + guid)
            .orElseGet(
                () ->
                    "type "
                        + patch.typeName()
                        + " and qualified name "
                        + patch.qualifiedName().orElse(""));
    return "There is no asset with "
        + what
        + (patch.isConnection() ? "" : "; only crawls create assets other than connections");
  }
}
