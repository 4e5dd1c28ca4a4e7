package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Caller;
import io.gazetteer.testing.Keys;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The configured keys are {@link Keys#CURRENT}, and {@link Keys#PREVIOUS} for opening. */
@ServiceTest
class RotateSecretsStoreTest {

  private static final Caller ADMIN = new Caller("id", "admin");

  @Inject RotateSecrets rotateSecrets;
  @Inject CredentialRepository credentials;
  @Inject SealedSecretRepository rows;
  @Inject KeyMarkerRepository markers;
  @Inject Access access;
  @Inject Jdbi jdbi;

  private final InstallationKey current = Keys.of(Keys.CURRENT).current();
  private final List<UUID> made = new ArrayList<>();

  @AfterEach
  void clean_up() {
    jdbi.useHandle(
        handle -> {
          handle.execute("DROP TRIGGER IF EXISTS die ON credential");
          handle
              .createUpdate("DELETE FROM credential WHERE guid = ANY(cast(:made AS uuid[]))")
              .bindArray("made", String.class, made.stream().map(UUID::toString).toArray())
              .execute();
        });
  }

  private SecretRotation rotate() {
    return access.as(ADMIN, rotateSecrets::rotate);
  }

  /** A credential whose password is its own guid, sealed with a key. */
  private UUID sealedWith(String key) {
    return stored(
        "{}",
        guid -> new SecretBox(Keys.of(key)).seal(guid, CredentialRepository.FIELD, secretOf(guid)));
  }

  private UUID sealedByEarlierVersion(String extra) {
    return stored(
        extra,
        guid ->
            new SealedSecret(
                current.id(),
                null,
                AesGcm.seal(current.aes(), guid + ":credential", secretOf(guid))));
  }

  private UUID stored(String extra, Function<UUID, SealedSecret> seal) {
    UUID guid = UUID.randomUUID();
    jdbi.useHandle(handle -> SealedRows.insert(handle, guid, extra, seal.apply(guid)));
    made.add(guid);
    return guid;
  }

  private static byte[] secretOf(UUID guid) {
    return "{\"password\":\"%s\"}".formatted(guid).getBytes(StandardCharsets.UTF_8);
  }

  private void assertAllReadable() {
    assertThat(made)
        .allSatisfy(
            guid ->
                assertThat(credentials.secret(guid).get("password").orElseThrow().text())
                    .isEqualTo(guid.toString()));
  }

  private long sealedUnder(InstallationKey key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM credential WHERE guid = ANY(cast(:made AS uuid[]))"
                        + " AND secret_key_id = :key AND secret_data_key IS NOT NULL")
                .bindArray("made", String.class, made.stream().map(UUID::toString).toArray())
                .bind("key", key.id())
                .mapTo(Long.class)
                .one());
  }

  @Test
  void every_secret_is_sealed_with_the_current_key_and_read_with_it_alone() {
    for (int i = 0; i < 250; i++) {
      sealedWith(Keys.PREVIOUS);
    }
    sealedByEarlierVersion("{}");
    sealedWith(Keys.CURRENT);
    assertAllReadable();

    SecretRotation rotation = rotate();

    assertThat(rotation.keyId()).isEqualTo(current.id());
    assertThat(rotation.rewrapped()).isEqualTo(251);
    assertThat(rotation.remaining()).isZero();
    assertThat(rotation.unreadable()).isEmpty();
    assertThat(sealedUnder(current)).isEqualTo(252);
    assertAllReadable();
    assertThat(markers.find().orElseThrow().keyId()).isEqualTo(current.id());
    new SecretKeyCheck(Keys.of(Keys.CURRENT), markers, rows).check();
    assertThat(rotate().rewrapped()).as("a second time there is nothing to do").isZero();
  }

  @Test
  void what_a_credential_says_keeps_its_version_and_times() {
    UUID guid = sealedWith(Keys.PREVIOUS);
    Credential before = credentials.find(guid).orElseThrow();

    rotate();
    assertThat(credentials.find(guid).orElseThrow()).isEqualTo(before);
  }

  @Test
  void a_rotation_that_is_killed_in_the_middle_is_finished_by_the_next_one() {
    for (int i = 0; i < 250; i++) {
      sealedWith(Keys.PREVIOUS);
    }
    UUID inTheMiddle = made.stream().sorted(Comparator.comparing(UUID::toString)).toList().get(150);
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
                  + " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$");
          handle.execute(
              "CREATE TRIGGER die BEFORE UPDATE ON credential FOR EACH ROW WHEN (NEW.guid = '"
                  + inTheMiddle
                  + "') EXECUTE FUNCTION die()");
        });

    assertThatThrownBy(this::rotate);
    assertThat(sealedUnder(current)).as("whole batches are done").isEqualTo(100);
    assertAllReadable();

    jdbi.useHandle(handle -> handle.execute("DROP TRIGGER die ON credential"));
    SecretRotation second = rotate();
    assertThat(second.rewrapped()).isEqualTo(150);
    assertThat(second.remaining()).isZero();
    assertAllReadable();
  }

  @Test
  void two_rotations_at_once_share_the_work() throws Exception {
    for (int i = 0; i < 400; i++) {
      sealedWith(Keys.PREVIOUS);
    }

    CompletableFuture<SecretRotation> one = CompletableFuture.supplyAsync(this::rotate);
    CompletableFuture<SecretRotation> other = CompletableFuture.supplyAsync(this::rotate);
    long together =
        one.get(60, TimeUnit.SECONDS).rewrapped() + other.get(60, TimeUnit.SECONDS).rewrapped();

    assertThat(together).as("each row once").isEqualTo(400);
    assertThat(rotate().remaining()).isZero();
    assertThat(sealedUnder(current)).isEqualTo(400);
    assertAllReadable();
  }

  @Test
  void a_row_that_somebody_holds_is_left_and_counted_as_remaining() {
    sealedWith(Keys.PREVIOUS);
    UUID held = sealedWith(Keys.PREVIOUS);
    try (Handle other = jdbi.open()) {
      other.begin();
      other.execute("SELECT 1 FROM credential WHERE guid = ? FOR UPDATE", held);

      SecretRotation rotation = rotate();
      assertThat(rotation.rewrapped()).isEqualTo(1);
      assertThat(rotation.remaining()).isEqualTo(1);
      other.rollback();
    }
    assertThat(rotate().remaining()).isZero();
  }

  @Test
  void what_does_not_open_is_named_and_stays_and_the_rest_is_done() {
    UUID good = sealedWith(Keys.PREVIOUS);
    UUID unknown = sealedWith(Keys.UNKNOWN);
    UUID changed = sealedWith(Keys.PREVIOUS);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE credential SET secret = (SELECT secret FROM credential WHERE guid = ?)"
                    + " WHERE guid = ?",
                good,
                changed));

    SecretRotation rotation = rotate();

    assertThat(rotation.rewrapped()).isEqualTo(1);
    assertThat(rotation.remaining()).isEqualTo(2);
    assertThat(rotation.unreadable()).containsExactlyInAnyOrder(unknown, changed);
    made.removeAll(List.of(unknown, changed));
    assertAllReadable();
    made.addAll(List.of(unknown, changed));
  }
}
