package io.gazetteer.asset;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a merge that comes too late from taking effect. It is asked inside the merge's transaction:
 * behind the database's lock, and again as the last thing before the commit.
 *
 * @param changesBefore {@link Staging#changesOf} from before the read began; empty = however old
 *     the read is, it may be merged
 * @param holder who has to hold the work
 */
public record MergeFence(OptionalLong changesBefore, Holder holder) {

  /** Lets everything pass, for who has the store alone. */
  public static final MergeFence OPEN =
      new MergeFence(OptionalLong.empty(), (transaction, keep) -> {});

  /** Knows whether the work is still its worker's. */
  public interface Holder {

    /**
     * Returns when the work is still held, otherwise throws what ends the work.
     *
     * @param transaction the merge's own, to be looked in and left open
     * @param keep true = nobody takes the work over or ends it before the transaction does; short,
     *     as others wait meanwhile
     */
    void mustHold(Handle transaction, boolean keep);
  }

  /**
   * Before anything is written, behind the lock.
   *
   * @throws AppException READ_OVERTAKEN when a newer read has changed the database's assets
   */
  void check(Handle handle, Map<String, Object> values) {
    holder.mustHold(handle, false);
    if (changesBefore.isPresent() && changesBefore.getAsLong() != changes(handle, values)) {
      throw new AppException(
          AssetError.READ_OVERTAKEN,
          "Another run changed this database in the catalogue while it was read, so that what was"
              + " read may be older than what is stored. Nothing was merged");
    }
  }

  /** After everything is written. A merge that changed nothing overtakes no other. */
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
