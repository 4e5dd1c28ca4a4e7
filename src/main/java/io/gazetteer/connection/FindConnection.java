package io.gazetteer.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads connections. Does not check access, so that background tasks can use it. */
@ApplicationScoped
public class FindConnection {

  @Inject ConnectionRepository connections;

  public Optional<Connection> byQualifiedName(String qualifiedName) {
    return connections.byQualifiedName(qualifiedName);
  }

  public Optional<Connection> byGuid(UUID guid) {
    return connections.byGuid(guid);
  }

  /** Returns all connections, sorted by name. */
  public List<Connection> all() {
    return connections.all();
  }
}
