package io.gazetteer.connection.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.OwnFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Signs in to Vault as configured, never as a request says. The token of a sign-in is kept in
 * memory until shortly before it expires.
 */
@ApplicationScoped
class VaultSignIn {

  private static final Duration WITHOUT_END = Duration.ofHours(1);

  private final VaultSettings settings;
  private final VaultHttp vault;
  private final Clock clock;
  private String kept;
  private Instant keptUntil = Instant.MIN;

  @Inject
  VaultSignIn(VaultSettings settings, VaultHttp vault, Clock clock) {
    this.settings = settings;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Returns a token for Vault.
   *
   * @param reference the reference to read, for error messages
   * @throws AppException REFERENCE_NOT_RESOLVED if Vault rejects the sign-in or a setting is
   *     missing, SECRET_STORE_UNAVAILABLE if Vault does not answer
   */
  synchronized String token(SecretReference reference) {
    if (settings.signIn() == VaultSettings.SignInWay.TOKEN) {
      return given(settings.token(), settings.tokenFile(), "token", reference);
    }
    if (kept == null || !clock.instant().isBefore(keptUntil)) {
      signIn(reference);
    }
    return kept;
  }

  /** Discards a token; false if it comes from the settings. */
  synchronized boolean forget(String token) {
    if (settings.signIn() == VaultSettings.SignInWay.TOKEN) {
      return false;
    }
    if (token.equals(kept)) {
      kept = null;
    }
    return true;
  }

  private void signIn(SecretReference reference) {
    boolean byRole = settings.signIn() == VaultSettings.SignInWay.APPROLE;
    String mount = settings.signInMount().orElse(byRole ? "approle" : "kubernetes");
    String role = given(settings.role(), Optional.empty(), "role", reference);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (byRole) {
      body.put("role_id", role);
      body.put(
          "secret_id", given(settings.secretId(), settings.secretIdFile(), "secret-id", reference));
    } else {
      body.put("role", role);
      body.put("jwt", read(settings.serviceAccountTokenFile(), "service-account-token", reference));
    }
    VaultHttp.Answer answer = vault.post("auth/" + mount + "/login", body, reference);
    JsonNode given = answer.body().path("auth");
    if (answer.status() != 200 || given.path("client_token").asText("").isEmpty()) {
      throw refused(answer.status(), mount, reference);
    }
    Duration lease = Duration.ofSeconds(given.path("lease_duration").asLong(0));
    Duration use = lease.isZero() ? WITHOUT_END : lease.multipliedBy(9).dividedBy(10);
    kept = given.path("client_token").asText();
    keptUntil = clock.instant().plus(use);
  }

  private AppException refused(int status, String mount, SecretReference reference) {
    if (status == 503 || status == 429 || status >= 500) {
      return VaultHttp.outOfOrder(status, reference);
    }
    String causes =
        settings.signIn() == VaultSettings.SignInWay.APPROLE
            ? "the role id or secret id is unknown, or the secret id has expired or is used up"
            : "the role is not bound to this service's account and namespace, or Vault cannot"
                + " verify its token with Kubernetes";
    return ReferenceFailures.unresolved(
        reference,
        ("cannot be read: Vault rejected the sign-in at auth/%s (status %d). Usual causes: %s;"
                + " nothing is mounted there")
            .formatted(mount, status, causes));
  }

  private static String given(
      Optional<String> text, Optional<Path> file, String setting, SecretReference reference) {
    return text.filter(given -> !given.isBlank())
        .or(() -> file.map(path -> read(path, setting, reference)))
        .orElseThrow(
            () ->
                ReferenceFailures.unresolved(
                    reference,
                    "cannot be read: gazetteer.secrets.vault.%s is not set".formatted(setting)));
  }

  private static String read(Path file, String setting, SecretReference reference) {
    try {
      Optional<String> fault = OwnFiles.secretFault(file);
      if (fault.isPresent()) {
        throw ReferenceFailures.unresolved(
            reference,
            "cannot be read: the file of gazetteer.secrets.vault.%s-file %s"
                .formatted(setting, fault.get()));
      }
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw ReferenceFailures.unresolved(
          reference,
          "cannot be read: the file of gazetteer.secrets.vault.%s-file cannot be read"
              .formatted(setting));
    }
  }
}
