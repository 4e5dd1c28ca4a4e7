package io.gazetteer.connection.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.Pem;
import io.gazetteer.connection.tls.PemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP client of Vault. Follows no redirects, so that the token is only sent to the configured
 * address.
 */
@ApplicationScoped
class VaultHttp {

  private final ReferenceSettings limits;
  private final VaultSettings settings;
  private final ObjectMapper json;
  private HttpClient client;

  /**
   * A response of Vault. Never printed, because it contains secrets.
   *
   * @param body a missing node if it is not JSON
   */
  record Answer(int status, JsonNode body) {
    @Override
    public String toString() {
      return "Answer[status=" + status + "]";
    }
  }

  @Inject
  VaultHttp(ReferenceSettings limits, VaultSettings settings, ObjectMapper json) {
    this.limits = limits;
    this.settings = settings;
    this.json = json;
  }

  /**
   * Reads a path below {@code /v1/}.
   *
   * @param reference the reference to read, for error messages
   * @throws AppException SECRET_STORE_UNAVAILABLE if there is no answer
   */
  Answer get(String path, String token, SecretReference reference) {
    return send(request(path, reference).header("X-Vault-Token", token).GET(), reference);
  }

  /** Posts JSON to a path below {@code /v1/}, without a token. */
  Answer post(String path, JsonNode body, SecretReference reference) {
    HttpRequest.BodyPublisher text =
        HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    return send(
        request(path, reference).header("Content-Type", "application/json").POST(text), reference);
  }

  /** Translates a status that is not about the requested secret. */
  static AppException outOfOrder(int status, SecretReference reference) {
    if (status == 503) {
      return ReferenceFailures.unavailable(
          reference, "Vault is sealed or not initialised (503). Unseal it");
    }
    if (status >= 300 && status < 400) {
      return ReferenceFailures.unavailable(
          reference,
          ("Vault redirects to another address (%d), which is not followed. Set"
                  + " gazetteer.secrets.vault.address to the address of the active node")
              .formatted(status));
    }
    return ReferenceFailures.unavailable(
        reference,
        "Vault is busy, a standby or failing (status %d). Try again later".formatted(status));
  }

  /**
   * Returns Vault's address.
   *
   * @throws AppException REFERENCE_NOT_RESOLVED if no Vault is configured
   */
  URI address(SecretReference reference) {
    return settings
        .address()
        .orElseThrow(
            () ->
                ReferenceFailures.unresolved(
                    reference,
                    "is in Vault, and no Vault is configured (gazetteer.secrets.vault.address)"));
  }

  private HttpRequest.Builder request(String path, SecretReference reference) {
    String base = address(reference).toString().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/v1/" + path))
            .timeout(limits.timeout())
            .header("X-Vault-Request", "true");
    settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
    return request;
  }

  private Answer send(HttpRequest.Builder request, SecretReference reference) {
    try {
      HttpResponse<String> answer =
          client().send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), tree(answer.body()));
    } catch (HttpTimeoutException late) {
      throw ReferenceFailures.unavailable(
          reference,
          "Vault did not answer within %d ms (gazetteer.secrets.references.timeout)"
              .formatted(limits.timeout().toMillis()));
    } catch (ConnectException closed) {
      throw ReferenceFailures.unavailable(
          reference,
          "nothing answers at Vault's address. Check gazetteer.secrets.vault.address and"
              + " firewalls");
    } catch (SSLException untrusted) {
      throw ReferenceFailures.unavailable(
          reference,
          "TLS with Vault failed. Usual cause: its certificate is signed by a CA that is not"
              + " trusted here (gazetteer.secrets.vault.ca-file), or is for another host");
    } catch (IOException broken) {
      throw ReferenceFailures.unavailable(
          reference, "the connection to Vault broke. Try again later");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ReferenceFailures.unavailable(reference, "reading it was interrupted");
    }
  }

  private JsonNode tree(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException notJson) {
      return json.missingNode();
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(limits.timeout());
      settings.caFile().ifPresent(file -> builder.sslContext(trusting(file)));
      client = builder.build();
    }
    return client;
  }

  private static SSLContext trusting(Path caFile) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(Pem.trustStore(Pem.certificates(Files.readString(caFile))));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | PemException unreadable) {
      throw new AppException(
          ReferenceError.SECRET_STORE_UNAVAILABLE,
          "The CA file for Vault cannot be read (gazetteer.secrets.vault.ca-file)",
          unreadable);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("Java's TLS could not be set up", failure);
    }
  }
}
