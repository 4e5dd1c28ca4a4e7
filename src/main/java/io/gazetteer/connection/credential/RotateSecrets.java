package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.AuditTrail;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Seals every stored secret with the current key, while the service goes on. */
@ApplicationScoped
public class RotateSecrets {

  private static final Logger LOG = Logger.getLogger(RotateSecrets.class);
  private static final int BATCH = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  @Inject Access access;
  @Inject AuditTrail audit;
  @Inject InstallationKeys keys;
  @Inject SecretBox box;
  @Inject SecretRows rows;
  @Inject SecretKeyStore markers;
  @Inject ObjectMapper json;
  @Inject Jdbi jdbi;

  /**
   * Seals what is sealed with earlier keys, or in the form of earlier versions, with the current
   * key. Each batch is a transaction of its own, so that it may be ended at any moment and called
   * again; several at once share the work.
   *
   * @throws AppException FORBIDDEN for all but administrators, SECRET_KEY_INVALID when a configured
   *     key is missing or malformed
   */
  public SecretRotation rotate() {
    Caller caller = access.check(Action.ROTATE_SECRETS);
    InstallationKey current = keys.current();
    List<UUID> unreadable = new ArrayList<>();
    long rewrapped = 0;
    UUID after = BEFORE_ALL;
    while (after != null) {
      Batch batch = batch(current, after);
      rewrapped += batch.rewrapped();
      unreadable.addAll(batch.unreadable());
      after = batch.last();
    }
    long remaining = rows.countWaiting(current.id());
    if (remaining == 0) {
      markers.replace(SecretKeyCheck.marker(current));
    }
    audit.note(
        caller.username(),
        "ROTATE_SECRETS",
        "key %s: %d sealed anew, %d remain".formatted(current.id(), rewrapped, remaining));
    return new SecretRotation(current.id(), rewrapped, remaining, unreadable);
  }

  /**
   * What was done in one transaction.
   *
   * @param last the guid to go on behind; null = there was nothing left
   */
  private record Batch(long rewrapped, List<UUID> unreadable, UUID last) {}

  private Batch batch(InstallationKey current, UUID after) {
    return jdbi.inTransaction(
        handle -> {
          List<UUID> unreadable = new ArrayList<>();
          List<SecretRows.Row> locked = rows.lockWaiting(handle, current.id(), after, BATCH);
          for (SecretRows.Row row : locked) {
            try {
              rows.write(handle, row.guid(), resealed(row));
            } catch (AppException unopened) {
              LOG.warnf("Credential %s keeps its key: %s", row.guid(), unopened.getMessage());
              unreadable.add(row.guid());
            }
          }
          UUID last = locked.isEmpty() ? null : locked.get(locked.size() - 1).guid();
          return new Batch(locked.size() - unreadable.size(), unreadable, last);
        });
  }

  private SealedSecret resealed(SecretRows.Row row) {
    if (row.externalId().isMissingNode()) {
      return box.rewrap(row.guid(), CredentialStore.FIELD, row.sealed().orElseThrow());
    }
    ObjectNode secret = json.createObjectNode();
    if (row.sealed().isPresent()) {
      secret.setAll(opened(row.guid(), row.sealed().get()));
    }
    secret.set(SignInValues.SEALED + "aws_external_id", row.externalId());
    return box.seal(
        row.guid(), CredentialStore.FIELD, secret.toString().getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode opened(UUID guid, SealedSecret sealed) {
    try {
      return (ObjectNode) json.readTree(box.open(guid, CredentialStore.FIELD, sealed));
    } catch (IOException notJson) {
      // Without the cause: its text could quote the secret.
      throw new IllegalStateException("A secret is not JSON");
    }
  }
}
