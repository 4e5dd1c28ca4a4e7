package io.gazetteer.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads connections. It checks no access, so that work behind the scenes may ask too. */
@ApplicationScoped
public class FindConnection {

  @Inject ConnectionStore connections;

  public Optional<Connection> byQualifiedName(String qualifiedName) {
    return connections.find(Optional.of(qualifiedName), Optional.empty()).stream().findFirst();
  }

  public Optional<Connection> byGuid(UUID guid) {
    return connections.find(Optional.empty(), Optional.of(guid)).stream().findFirst();
  }

  /** All connections, by name. */
  public List<Connection> all() {
    return connections.find(Optional.empty(), Optional.empty());
  }
}
