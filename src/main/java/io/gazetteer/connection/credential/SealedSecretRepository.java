package io.gazetteer.connection.credential;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The encrypted secrets of all credentials, for encrypting them with another key. */
@ApplicationScoped
class SealedSecretRepository implements RecordRepository<StoredCredential, UUID> {

  /** In use and not sealed with the key, or without a key of its own. */
  private static final String WAITING =
      """
      archivedAt is null and secret.text is not null
      and (secret.keyId <> :keyId or secret.dataKey is null)
      """;

  private static final String BY_KEY =
      """
      select c.secret.keyId, count(*) from StoredCredential c
      where c.secret.text is not null group by c.secret.keyId
      """;

  private static final String NEXT =
      "from StoredCredential where guid > :after and " + WAITING + " order by guid";

  record KeyUse(String keyId, long secrets) {}

  @Transactional
  Map<String, Long> countByKey() {
    return getEntityManager()
        .createQuery(BY_KEY, KeyUse.class)
        .getResultStream()
        .collect(Collectors.toMap(KeyUse::keyId, KeyUse::secrets));
  }

  /** Returns how many credentials are not in the current form with that key. */
  @Transactional
  long countWaiting(String keyId) {
    return count(WAITING, Map.of("keyId", keyId));
  }

  /**
   * Encrypts the next secrets that are not in the current form with that key, in a new transaction.
   * Rows locked by others are skipped.
   *
   * @param after the guid to continue after
   * @param reseal encrypts the secret of the credential with that guid; empty = keep it unchanged
   * @return the processed credentials, in order
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<UUID> resealWaiting(
      String keyId,
      UUID after,
      int limit,
      BiFunction<UUID, SealedSecret, Optional<SealedSecret>> reseal) {
    List<UUID> seen = new ArrayList<>();
    for (StoredCredential credential : lockWaiting(keyId, after, limit)) {
      credential
          .sealed()
          .flatMap(secret -> reseal.apply(credential.guid(), secret))
          .ifPresent(credential::reseal);
      seen.add(credential.guid());
    }
    settle();
    return seen;
  }

  private List<StoredCredential> lockWaiting(String keyId, UUID after, int limit) {
    return find(NEXT, Map.of("keyId", keyId, "after", after))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .page(0, limit)
        .list();
  }
}
