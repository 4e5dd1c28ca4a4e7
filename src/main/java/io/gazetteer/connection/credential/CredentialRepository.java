package io.gazetteer.connection.credential;

import io.gazetteer.common.store.RecordRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores credentials with encrypted secrets. */
@ApplicationScoped
class CredentialRepository implements RecordRepository<StoredCredential, UUID> {

  /** Field name that secrets of this table are bound to, together with the row. */
  static final String FIELD = "credential";

  private static final String IN_USE = "guid = ?1 and archivedAt is null";

  @Inject Clock clock;
  @Inject SecretBox box;

  @Transactional
  void insert(UUID guid, CredentialRequest request, String createdBy) {
    StoredCredential made = new StoredCredential(guid, createdBy, clock.instant());
    made.take(request, sealed(guid, request), clock.instant());
    persist(made);
    settle();
  }

  /** Returns false if there is no such active credential. */
  @Transactional
  boolean update(UUID guid, CredentialRequest request) {
    Optional<StoredCredential> known = locked(guid);
    known.ifPresent(credential -> credential.take(request, sealed(guid, request), clock.instant()));
    settle();
    return known.isPresent();
  }

  /** Returns false if there is no such active credential. */
  @Transactional
  boolean archive(UUID guid) {
    Optional<StoredCredential> known = locked(guid);
    known.ifPresent(credential -> credential.archive(clock.instant()));
    settle();
    return known.isPresent();
  }

  // If two transactions change a credential, the second waits for the first.
  private Optional<StoredCredential> locked(UUID guid) {
    return find(IN_USE, guid).withLock(LockModeType.PESSIMISTIC_WRITE).singleResultOptional();
  }

  @Transactional
  Optional<Credential> find(UUID guid) {
    return find(IN_USE, guid).singleResultOptional().map(StoredCredential::credential);
  }

  /** Returns active credentials, oldest first. */
  @Transactional
  List<Credential> list(CredentialQuery filter, int limit, int offset) {
    Optional<AuthType> authType = filter.authType().flatMap(AuthType::ofWire);
    if (!filter.active() || limit == 0 || authType.isPresent() != filter.authType().isPresent()) {
      return List.of();
    }
    Map<String, Object> wanted = wanted(filter);
    authType.ifPresent(type -> wanted.put("authType", type));
    String conditions =
        wanted.keySet().stream()
            .map(field -> " and " + field + " = :" + field)
            .collect(Collectors.joining());
    int first = Math.min(offset, Integer.MAX_VALUE - limit);
    return find("archivedAt is null" + conditions, Sort.by("createdAt", "guid"), wanted)
        .range(first, first + limit - 1)
        .stream()
        .map(StoredCredential::credential)
        .toList();
  }

  private static Map<String, Object> wanted(CredentialQuery filter) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    filter.guid().ifPresent(guid -> wanted.put("guid", guid));
    filter.name().ifPresent(name -> wanted.put("name", name));
    filter.connectorType().ifPresent(type -> wanted.put("connectorType", type));
    filter.connectorConfigName().ifPresent(name -> wanted.put("connectorConfigName", name));
    filter.host().ifPresent(host -> wanted.put("host", host));
    return wanted;
  }

  /**
   * The secret in clear; without members where none is stored.
   *
   * @throws io.gazetteer.common.AppException SECRET_UNREADABLE if it cannot be decrypted
   */
  SecretMembers secret(UUID guid) {
    return sealedSecret(guid)
        .map(stored -> SecretMembers.parse(box.open(guid, FIELD, stored)))
        .orElse(SecretMembers.NONE);
  }

  @Transactional
  Optional<SealedSecret> sealedSecret(UUID guid) {
    return find(IN_USE, guid).singleResultOptional().flatMap(StoredCredential::sealed);
  }

  private Optional<SealedSecret> sealed(UUID guid, CredentialRequest request) {
    return Optional.of(request.secret())
        .filter(secret -> !secret.isEmpty())
        .map(secret -> box.seal(guid, FIELD, secret.json()));
  }
}
