package io.gazetteer.connection.credential;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Keeps the marker that tells whether the configured keys are those that the store knows. */
@ApplicationScoped
class SecretKeyStore {

  private final Jdbi jdbi;

  /**
   * The marker.
   *
   * @param keyId names the key that it was sealed with
   * @param sealed the known text, sealed, in base64
   */
  record Marker(String keyId, String sealed) {}

  @Inject
  SecretKeyStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Marker> find() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(SecretKeyStore.class, "find_marker"))
                .map(
                    (row, context) ->
                        new Marker(
                            row.getString(1), Base64.getEncoder().encodeToString(row.getBytes(2))))
                .findOne());
  }

  void insertIfNone(Marker marker) {
    write("insert_marker", marker);
  }

  /** Puts a marker in the place of the one that is there. */
  void replace(Marker marker) {
    write("replace_marker", marker);
  }

  private void write(String statement, Marker marker) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(SqlFiles.of(SecretKeyStore.class, statement))
                .bind("keyId", marker.keyId())
                .bind("sealed", Base64.getDecoder().decode(marker.sealed()))
                .execute());
  }
}
