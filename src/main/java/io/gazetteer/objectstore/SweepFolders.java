package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Deletes at start what killed processes left half-written in folders that hold objects. */
@ApplicationScoped
class SweepFolders {

  private static final Logger LOG = Logger.getLogger(SweepFolders.class);

  @Inject ObjectStores stores;

  void sweep(@Observes StartupEvent start) {
    stores.closeLocalFolder();
    for (String name : stores.names()) {
      try {
        stores.folder(name).ifPresent(FolderStore::sweepAbandoned);
      } catch (AppException failure) {
        // The store says the same to whoever uses it; the service starts without.
        LOG.warnf("%s (object store %s)", failure.getMessage(), name);
      }
    }
  }
}
