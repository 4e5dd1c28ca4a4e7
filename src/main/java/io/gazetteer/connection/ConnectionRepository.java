package io.gazetteer.connection;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores connections. */
@ApplicationScoped
class ConnectionRepository implements RecordRepository<StoredConnection, String> {

  @Inject NamedLock lock;
  @Inject Clock clock;

  /** Stores a connection, new or with its attributes replaced. */
  @Transactional
  void save(ConnectionRequest request, Optional<UUID> credentialGuid, String createdBy) {
    Instant now = clock.instant();
    String name = request.qualifiedName();
    if (locked(name).isEmpty()) {
      // If two transactions store the same new connection, the second replaces the first.
      lock.hold("connection " + name);
    }
    StoredConnection connection =
        locked(name).orElseGet(() -> new StoredConnection(name, createdBy, now));
    connection.take(request, credentialGuid, now);
    persist(connection);
    settle();
  }

  private Optional<StoredConnection> locked(String qualifiedName) {
    return findByIdOptional(qualifiedName, LockModeType.PESSIMISTIC_WRITE);
  }

  @Transactional
  Optional<Connection> byQualifiedName(String qualifiedName) {
    return findByIdOptional(qualifiedName).map(StoredConnection::connection);
  }

  @Transactional
  Optional<Connection> byGuid(UUID guid) {
    return find("guid", guid).singleResultOptional().map(StoredConnection::connection);
  }

  /** Returns all connections, sorted by name. */
  @Transactional
  List<Connection> all() {
    return listAll(Sort.by("name", "qualifiedName")).stream()
        .map(StoredConnection::connection)
        .toList();
  }
}
