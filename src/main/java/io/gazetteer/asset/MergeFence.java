package io.gazetteer.asset;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Rejects a merge that comes too late. Called inside the merge's transaction: after the database is
 * locked, and again right before the commit.
 *
 * @param changesBefore {@link Staging#changesOf} before the read began; empty = accept a read of
 *     any age
 * @param holder checks that the work still belongs to its worker
 */
public record MergeFence(OptionalLong changesBefore, Holder holder) {

  /** Accepts everything, for the only user of a catalog database. */
  public static final MergeFence OPEN =
      new MergeFence(OptionalLong.empty(), (transaction, keep) -> {});

  /** Checks whether the work still belongs to its worker. */
  public interface Holder {

    /**
     * Returns if the work is still held; otherwise throws what ends the work.
     *
     * @param transaction the merge's transaction, which stays open
     * @param keep true = nobody may take over or end the work until the transaction ends; keep it
     *     short, because others wait
     */
    void mustHold(Handle transaction, boolean keep);
  }

  /**
   * Checks before anything is written, after the lock is taken.
   *
   * @throws AppException READ_OVERTAKEN when a newer read changed the database's assets
   */
  void check(Handle handle, Map<String, Object> values) {
    holder.mustHold(handle, false);
    if (changesBefore.isPresent() && changesBefore.getAsLong() != changes(handle, values)) {
      throw new AppException(
          AssetError.READ_OVERTAKEN,
          "Another run changed this database in the catalogue during the read, so what was read may"
              + " be outdated. Nothing was merged");
    }
  }

  /** Checks after everything is written. A merge that changed nothing overtakes no other. */
  void pass(Handle handle, Map<String, Object> values, boolean changed) {
    if (changed) {
      handle.createUpdate(SqlFiles.of(MergeFence.class, "count_change")).bindMap(values).execute();
    }
    holder.mustHold(handle, true);
  }

  static long changes(Handle handle, Map<String, Object> values) {
    return handle
        .createQuery(SqlFiles.of(MergeFence.class, "changes"))
        .bindMap(values)
        .mapTo(Long.class)
        .one();
  }
}
