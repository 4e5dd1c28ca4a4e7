package io.gazetteer.connection;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores a connection in the caller's transaction. Does not check access: its callers have done so.
 */
@ApplicationScoped
public class SaveConnection {

  @Inject ConnectionRepository connections;

  /**
   * Stores a connection, or replaces the attributes of the one with that qualified name.
   *
   * @param credentialGuid its default credential; empty = keep the current one
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void save(ConnectionRequest request, Optional<UUID> credentialGuid, Caller caller) {
    connections.save(request, credentialGuid, caller.username());
  }
}
