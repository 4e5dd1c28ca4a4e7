package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetError;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.AuditTrail;
import io.gazetteer.identity.Caller;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Deletes assets that a person names, with everything they contain (the columns of a table, all of
 * a schema). Deleting a connection here deletes only its own asset. A workflow of the package
 * {@code connection-delete} deletes the rest, in batches ({@link RemoveConnection}).
 */
@ApplicationScoped
public class DeleteEntities {

  private static final int MAX_ASSETS = 1000;

  /** A database of a million assets takes longer than the default minute. */
  private static final int LONGEST_SECONDS = 900;

  @Inject Access access;
  @Inject FindAssets findAssets;
  @Inject RemovalStore removals;
  @Inject AuditTrail auditTrail;

  /**
   * Deletes assets by guid, all or none. Archiving what is archived changes nothing.
   *
   * @param deleteType SOFT, HARD or PURGE; null = SOFT
   * @return the assets that were named, as deleted; what went along with them is not listed
   * @throws AppException INVALID_REQUEST for no guid, too many, or another type; GUID_NOT_FOUND
   *     naming each guid that is not there; ASSET_BUSY while a crawl writes the same database
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  public Mutation delete(List<String> guids, String deleteType) {
    Caller caller = access.check(Action.WRITE_ASSET);
    DeleteType type = checked(guids, deleteType);
    Map<String, Asset> found = findAssets.byGuids(guids);
    Map<String, Asset> named = new LinkedHashMap<>();
    FieldErrors missing = new FieldErrors();
    for (String guid : guids) {
      String key = guid.toLowerCase(Locale.ROOT);
      if (found.containsKey(key)) {
        named.put(key, found.get(key));
      } else {
        missing.add("guid", "There is no asset with guid " + guid);
      }
    }
    missing.throwIfAny(AssetError.GUID_NOT_FOUND);
    return delete(new ArrayList<>(named.values()), type, caller);
  }

  /** Deletes one asset by type and path; otherwise as {@link #delete(List, String)}. */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  public Mutation deleteOne(String typeName, String qualifiedName, String deleteType) {
    Caller caller = access.check(Action.WRITE_ASSET);
    DeleteType type = checked(List.of(qualifiedName), deleteType);
    return delete(List.of(findAssets.byQualifiedName(typeName, qualifiedName)), type, caller);
  }

  private Mutation delete(List<Asset> assets, DeleteType type, Caller caller) {
    removals.remove(assets, type, caller);
    for (Asset asset : assets) {
      auditTrail.note(
          caller.username(),
          type + "_DELETE_ASSET",
          asset.typeName() + " " + asset.qualifiedName());
    }
    List<Asset> deleted;
    if (type == DeleteType.SOFT) {
      Map<String, Asset> now =
          findAssets.byGuids(assets.stream().map(asset -> asset.guid().toString()).toList());
      deleted = assets.stream().map(asset -> now.get(asset.guid().toString())).toList();
    } else {
      deleted = assets.stream().map(Asset::asArchived).toList();
    }
    return new Mutation(List.of(), List.of(), List.of(), deleted, Map.of());
  }

  private static DeleteType checked(List<String> guids, String deleteType) {
    FieldErrors errors = new FieldErrors();
    if (guids.isEmpty() || guids.size() > MAX_ASSETS) {
      errors.add("guid", "from 1 to " + MAX_ASSETS + " guids are needed");
    }
    DeleteType type = DeleteType.of(deleteType == null ? "SOFT" : deleteType).orElse(null);
    if (type == null) {
      errors.add("deleteType", "must be SOFT, HARD or PURGE");
    }
    errors.throwIfAny(CommonError.INVALID_REQUEST);
    return type;
  }
}
