package io.gazetteer.common.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import org.hibernate.Timeouts;

/**
 * A repository that keeps its entities to itself: callers hand in and get records.
 *
 * @param <I> type of its id
 */
public interface RecordRepository<E, I> extends PanacheRepositoryBase<E, I> {

  /** Name of the hint that says how long a query waits for locked rows. */
  String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";

  /** Value of that hint: rows that another transaction has locked are skipped. */
  int SKIP_LOCKED = Timeouts.SKIP_LOCKED_MILLI;

  /**
   * Writes what was changed and detaches every entity. What is loaded next is as the database
   * stored it: times with its precision, JSON in its form.
   */
  default void settle() {
    flush();
    getEntityManager().clear();
  }
}
