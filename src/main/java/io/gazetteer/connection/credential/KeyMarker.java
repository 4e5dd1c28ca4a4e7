package io.gazetteer.connection.credential;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotNull;

/** A known text, encrypted with the key of this installation. There is at most one row. */
@Entity
@Table(name = "secret_key_check")
class KeyMarker {

  @Id private boolean onlyRow;

  @Version private Long version;

  @NotNull private String keyId;

  @NotNull private byte[] sealed;

  KeyMarker() {}

  KeyMarker(String keyId, byte[] sealed) {
    this.onlyRow = true;
    take(keyId, sealed);
  }

  final void take(String keyId, byte[] sealed) {
    this.keyId = keyId;
    this.sealed = sealed.clone();
  }

  String keyId() {
    return keyId;
  }

  byte[] sealed() {
    return sealed.clone();
  }
}
