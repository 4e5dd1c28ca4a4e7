package io.gazetteer.common.store;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;

/** Locks that belong to no row, for what does not exist yet. Held by all replicas in turn. */
@ApplicationScoped
public class NamedLock {

  private static final String HOLD = SqlFiles.of(NamedLock.class, "hold");

  @Inject Jdbi jdbi;

  /** Waits for the lock and holds it until the caller's transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(String name) {
    jdbi.useHandle(
        handle -> handle.createQuery(HOLD).bind("name", name).mapTo(Boolean.class).one());
  }
}
