package io.gazetteer.connection;

import io.gazetteer.common.AppException;
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

  /**
   * Returns the connection of a guid.
   *
   * @throws AppException CONNECTION_NOT_FOUND, also where the text is no guid
   */
  public Connection require(String guid) {
    try {
      Optional<Connection> found = byGuid(UUID.fromString(guid));
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException notGuid) {
      // No connection has such a guid.
    }
    throw new AppException(ConnectionError.CONNECTION_NOT_FOUND, "There is no connection " + guid);
  }

  /** Returns all connections, sorted by name. */
  public List<Connection> all() {
    return connections.all();
  }
}
