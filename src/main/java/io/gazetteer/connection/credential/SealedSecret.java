package io.gazetteer.connection.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * A secret as it is stored: its text sealed with a data key of its own, and that key sealed with
 * one of the installation's.
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
   * What stands in a row.
   *
   * @param keyId names the installation's key
   * @param dataKey sealed; null in the form of earlier versions, where the installation's key
   *     sealed the text itself
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
