package io.gazetteer.asset;

import io.gazetteer.common.AppException;
import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads single assets and their children. {@link SearchAssets} searches. */
@ApplicationScoped
public class FindAssets {

  @Inject Access access;
  @Inject AssetStore store;

  /**
   * An asset by guid, archived ones too.
   *
   * @throws AppException GUID_NOT_FOUND when there is none, also for what is no guid at all
   */
  public Asset byGuid(String guid) {
    access.check(Action.READ_ASSET);
    return tried(guid).flatMap(store::byGuid).orElseThrow(() -> noGuid(guid));
  }

  /**
   * An asset by type and path, archived ones too.
   *
   * @throws AppException ASSET_NOT_FOUND when there is none
   */
  public Asset byQualifiedName(String typeName, String qualifiedName) {
    access.check(Action.READ_ASSET);
    // A text that cannot be stored names nothing.
    return Optional.of(qualifiedName)
        .filter(path -> path.indexOf('\0') < 0 && typeName.indexOf('\0') < 0)
        .flatMap(path -> store.byQualifiedName(typeName, path))
        .orElseThrow(() -> notFound("type " + typeName + " and qualified name " + qualifiedName));
  }

  /**
   * Returns assets by guid, including archived ones, without those that do not exist.
   *
   * @param guids as texts; a text that is no guid is ignored
   */
  public Map<String, Asset> byGuids(Collection<String> guids) {
    access.check(Action.READ_ASSET);
    return store.byGuids(guids.stream().flatMap(guid -> tried(guid).stream()).toList());
  }

  /** The same for an answer that holds them whole, whose size is limited. */
  public Map<String, Asset> page(Collection<String> guids) {
    access.check(Action.READ_ASSET);
    return store.byGuidsForAnswer(guids.stream().flatMap(guid -> tried(guid).stream()).toList());
  }

  /**
   * Returns what an asset contains, of the given types: columns by number, all else by name.
   * Archived assets are excluded.
   */
  public List<Asset> children(Asset parent, Collection<String> typeNames, int limit) {
    access.check(Action.READ_ASSET);
    return store.children(parent.qualifiedName(), typeNames, limit);
  }

  /** The same inside a hit of a search, the size of whose answer is limited. */
  public List<Asset> childrenOfHit(Asset parent, Collection<String> typeNames, int limit) {
    access.check(Action.READ_ASSET);
    return store.childrenForAnswer(parent.qualifiedName(), typeNames, limit);
  }

  /** What happened to an asset, newest first. */
  public List<AssetChange> changes(UUID guid, int limit) {
    access.check(Action.READ_ASSET);
    return store.changes(guid, Long.MAX_VALUE, limit);
  }

  /** A page of what happened to an asset, newest first. */
  public Page<AssetChange> changes(UUID guid, PageRequest page) {
    access.check(Action.READ_ASSET);
    return Page.of(
        store.changes(guid, page.number(0, Long.MAX_VALUE), page.fetchSize()),
        page,
        change -> List.of(Long.toString(change.id())));
  }

  /** A page of what a run did: archived, changed, restored, created, in that order. */
  public Page<AssetChange> changesOfRun(String runName, PageRequest page) {
    access.check(Action.READ_ASSET);
    return Page.of(store.changesOfRun(runName, page), page, AssetChange::placeInRun);
  }

  /** Active assets by type, of one connection, or of all when it is null. */
  public Map<String, Long> countsByType(String connectionQualifiedName) {
    access.check(Action.READ_ASSET);
    return store.countsByType(connectionQualifiedName);
  }

  private static Optional<UUID> tried(String guid) {
    try {
      return Optional.of(UUID.fromString(guid));
    } catch (IllegalArgumentException noGuid) {
      return Optional.empty();
    }
  }

  private static AppException noGuid(String guid) {
    return new AppException(AssetError.GUID_NOT_FOUND, "There is no asset with guid " + guid);
  }

  private static AppException notFound(String what) {
    return new AppException(AssetError.ASSET_NOT_FOUND, "There is no asset with " + what);
  }
}
