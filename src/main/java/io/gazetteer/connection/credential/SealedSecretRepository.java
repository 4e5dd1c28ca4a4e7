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
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sealed secrets of all credentials, for sealing them with another key. */
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

  /** A credential's secret. */
  record Row(UUID guid, SealedSecret sealed) {}

  record KeyUse(String keyId, long secrets) {}

  /** How many secrets name which key. */
  @Transactional
  Map<String, Long> countByKey() {
    return getEntityManager()
        .createQuery(BY_KEY, KeyUse.class)
        .getResultStream()
        .collect(Collectors.toMap(KeyUse::keyId, KeyUse::secrets));
  }

  /** How many credentials are not sealed with that key in today's form. */
  @Transactional
  long countWaiting(String keyId) {
    return count(WAITING, Map.of("keyId", keyId));
  }

  /**
   * Seals the next secrets that are not sealed with that key in today's form, in a transaction of
   * its own. Those that others have locked are skipped.
   *
   * @param after the guid to go on behind
   * @param reseal empty = leave the secret as it is
   * @return the credentials that were looked at, in order
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<UUID> resealWaiting(
      String keyId, UUID after, int limit, Function<Row, Optional<SealedSecret>> reseal) {
    List<UUID> seen = new ArrayList<>();
    for (StoredCredential credential : lockWaiting(keyId, after, limit)) {
      Row row = credential.row();
      reseal.apply(row).ifPresent(credential::reseal);
      seen.add(row.guid());
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
