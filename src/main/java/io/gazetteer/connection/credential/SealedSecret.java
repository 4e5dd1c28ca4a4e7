package io.gazetteer.connection.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * A stored secret: its text encrypted with its own data key, and that key encrypted with one of the
 * installation's keys.
 */
@Embeddable
class SealedSecret {

  @Column(name = "secret_key_id")
  private String keyId;

  @Column(name = "secret_data_key")
  private byte[] dataKey;

  @Column(name = "secret")
  private byte[] text;

  SealedSecret() {}

  /**
   * Creates the columns of a row.
   *
   * @param keyId id of the installation's key
   * @param dataKey encrypted; null in the form of earlier versions, where the installation's key
   *     encrypted the text itself
   */
  SealedSecret(String keyId, byte[] dataKey, byte[] text) {
    this.keyId = keyId;
    this.dataKey = dataKey == null ? null : dataKey.clone();
    this.text = text.clone();
  }

  String keyId() {
    return keyId;
  }

  /** Empty in the form of earlier versions. */
  Optional<byte[]> dataKey() {
    return Optional.ofNullable(dataKey).map(byte[]::clone);
  }

  byte[] text() {
    return text.clone();
  }
}
