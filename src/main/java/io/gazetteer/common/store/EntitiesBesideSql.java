package io.gazetteer.common.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.hibernate.Session;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleCallbackDecorator;

/**
 * Keeps entities and SQL files in step where both are used in one transaction. Before SQL runs,
 * what entities changed is written, so that SQL sees it. Afterwards every entity is detached, as
 * SQL may have changed its row: the next load reads the row again.
 *
 * <p>Therefore no entity leaves the method of the repository that loaded it; repositories return
 * records.
 */
@ApplicationScoped
public class EntitiesBesideSql implements HandleCallbackDecorator {

  private final Session entities;
  private final TransactionSynchronizationRegistry transactions;

  @Inject
  EntitiesBesideSql(Session entities, TransactionSynchronizationRegistry transactions) {
    this.entities = entities;
    this.transactions = transactions;
  }

  @Override
  public <R, X extends Exception> HandleCallback<R, X> decorate(HandleCallback<R, X> sql) {
    // Without a transaction no entity is managed for longer than a method of its repository.
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      return sql;
    }
    return handle -> {
      if (holdsEntities()) {
        entities.flush();
      }
      try {
        return sql.withHandle(handle);
      } finally {
        if (holdsEntities()) {
          entities.clear();
        }
      }
    };
  }

  /** Counting costs less than an empty flush, and most transactions of runs are SQL only. */
  private boolean holdsEntities() {
    return entities.getStatistics().getEntityCount() > 0;
  }
}
