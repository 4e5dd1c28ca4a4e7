package io.gazetteer.identity;

import io.gazetteer.identity.Identities.TokenRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An API token of a user. Only its digest is stored, from which it cannot be found. */
@Entity
@Table(name = "api_token")
class ApiToken {

  enum Source {
    /** From the settings of the service. */
    CONFIGURED("configured"),
    /** Made by the service. */
    GENERATED("generated");

    @EnumeratedValue final String stored;

    Source(String stored) {
      this.stored = stored;
    }
  }

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Version private long version;

  @NotNull
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "user_id")
  private UserAccount user;

  @NotBlank private String displayName;

  @NotNull
  @Size(min = 32, max = 32)
  @Column(name = "token_sha256", updatable = false)
  private byte[] sha256;

  @NotNull
  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Source source;

  @NotNull
  @Column(updatable = false)
  private Instant createdAt;

  private Instant expiresAt;
  @Column private Instant revokedAt;

  ApiToken() {}

  ApiToken(UserAccount user, String displayName, byte[] sha256, Source source, Instant createdAt) {
    this.user = user;
    this.displayName = displayName;
    this.sha256 = sha256.clone();
    this.source = source;
    this.createdAt = createdAt;
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  /** Makes a revoked token valid again. */
  void restore() {
    revokedAt = null;
  }

  /** The token as it is listed. */
  TokenRecord record() {
    return new TokenRecord(
        id,
        displayName,
        user.username(),
        createdAt,
        Optional.ofNullable(expiresAt).map(end -> Duration.between(createdAt, end)));
  }
}
