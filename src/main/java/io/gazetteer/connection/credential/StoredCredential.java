package io.gazetteer.connection.credential;

import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.store.StoredDefinition;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;

/** A credential as it is stored; outside its repository it is a {@link Credential}. */
@Entity
@Table(name = "credential")
class StoredCredential extends StoredDefinition {

  @Id private UUID guid;

  @NotNull private String name;
  @NotBlank private String host;

  @Min(1)
  @Max(65_535)
  private int port;

  @NotNull
  @Enumerated(EnumType.STRING)
  private AuthType authType;

  private String connectorType;
  private String connectorConfigName;
  private String username;
  private String description;

  // A key rotation changes only these two. The credential's content is the same, so its version is
  // unchanged.
  @NotNull
  @OptimisticLock(excluded = true)
  @JdbcTypeCode(SqlTypes.JSON)
  private String extra;

  @Embedded
  @OptimisticLock(excluded = true)
  private SealedSecret secret;

  @Column private Instant archivedAt;

  StoredCredential() {}

  StoredCredential(UUID guid, String createdBy, Instant createdAt) {
    super(createdBy, createdAt);
    this.guid = guid;
  }

  /** Applies a request including its secret. */
  void take(CredentialRequest request, Optional<SealedSecret> sealed, Instant now) {
    name = request.name();
    host = request.host();
    port = request.port();
    authType = AuthType.ofWire(request.authType()).orElseThrow();
    connectorType = request.connectorType().orElse(null);
    connectorConfigName = request.connectorConfigName().orElse(null);
    username = request.username().orElse(null);
    extra = request.settledExtra().json();
    description = request.description().orElse(null);
    secret = sealed.orElse(null);
    changed(now);
  }

  /** Archives it and destroys its secret. */
  void archive(Instant now) {
    archivedAt = now;
    changed(now);
    secret = null;
  }

  /** Takes the same secret, sealed in another way. */
  void reseal(SealedSecret sealed) {
    secret = sealed;
  }

  Optional<SealedSecret> sealed() {
    return Optional.ofNullable(secret);
  }

  UUID guid() {
    return guid;
  }

  Credential credential() {
    return new Credential(
        guid,
        name,
        host,
        port,
        authType.wire(),
        Optional.ofNullable(connectorType),
        Optional.ofNullable(connectorConfigName),
        Optional.ofNullable(username),
        JsonMembers.parse(extra),
        Optional.ofNullable(description),
        version() + 1,
        createdAt(),
        createdBy(),
        updatedAt());
  }
}
