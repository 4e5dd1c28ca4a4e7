package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.AuditTrail;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Encrypts every stored secret with the current key while the service is running. */
@ApplicationScoped
public class RotateSecrets {

  private static final Logger LOG = Logger.getLogger(RotateSecrets.class);
  private static final int BATCH = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  @Inject Access access;
  @Inject AuditTrail audit;
  @Inject InstallationKeys keys;
  @Inject SecretBox box;
  @Inject SealedSecretRepository rows;
  @Inject KeyMarkerRepository markers;

  /**
   * Encrypts secrets that use earlier keys or the form of earlier versions with the current key.
   * Each batch is its own transaction, so that it may be interrupted and called again; parallel
   * calls share the work.
   *
   * @throws AppException FORBIDDEN except for administrators, SECRET_KEY_INVALID if a configured
   *     key is missing or malformed
   */
  public SecretRotation rotate() {
    Caller caller = access.check(Action.ROTATE_SECRETS);
    InstallationKey current = keys.current();
    List<UUID> unreadable = new ArrayList<>();
    long rewrapped = 0;
    UUID after = BEFORE_ALL;
    List<UUID> seen;
    do {
      int before = unreadable.size();
      seen =
          rows.resealWaiting(
              current.id(), after, BATCH, (guid, secret) -> resealed(guid, secret, unreadable));
      rewrapped += seen.size() - (unreadable.size() - before);
      after = seen.isEmpty() ? after : seen.get(seen.size() - 1);
    } while (!seen.isEmpty());
    long remaining = rows.countWaiting(current.id());
    if (remaining == 0) {
      markers.replace(SecretKeyCheck.marker(current));
    }
    audit.note(
        caller.username(),
        "ROTATE_SECRETS",
        "key %s: %d re-encrypted, %d remain".formatted(current.id(), rewrapped, remaining));
    return new SecretRotation(current.id(), rewrapped, remaining, unreadable);
  }

  private Optional<SealedSecret> resealed(UUID guid, SealedSecret secret, List<UUID> unreadable) {
    try {
      return Optional.of(box.rewrap(guid, CredentialRepository.FIELD, secret));
    } catch (AppException unopened) {
      LOG.warnf("Credential %s keeps its key: %s", guid, unopened.getMessage());
      unreadable.add(guid);
      return Optional.empty();
    }
  }
}
