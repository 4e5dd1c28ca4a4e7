package io.gazetteer.connection.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How Vault is reached. */
@ConfigMapping(prefix = "gazetteer.secrets.vault")
public interface VaultSettings {

  /** How this service signs in to Vault. */
  enum SignInWay {
    TOKEN,
    APPROLE,
    KUBERNETES
  }

  /** Address, for example {@code https://vault.example.com:8200}. Empty = no Vault. */
  Optional<URI> address();

  /** Namespace. Empty = none. */
  Optional<String> namespace();

  /** PEM file of the CAs that Vault's certificate may be from, read at start. Empty = Java's. */
  Optional<Path> caFile();

  /** Authentication method: a token, an AppRole, or the service account of a Kubernetes pod. */
  @WithDefault("token")
  SignInWay signIn();

  /** Token, for {@code sign-in=token}. Empty = {@code token-file}. */
  Optional<String> token();

  /** File with the token, read at each use. Empty = {@code token}. */
  Optional<Path> tokenFile();

  /**
   * For {@code sign-in=approle} the role id, for {@code kubernetes} the name of the role. Empty =
   * {@code sign-in=token}.
   */
  Optional<String> role();

  /** Secret id, for {@code sign-in=approle}. Empty = {@code secret-id-file}. */
  Optional<String> secretId();

  /** File with the secret id, read at each sign-in. Empty = {@code secret-id}. */
  Optional<Path> secretIdFile();

  /** Mount of the authentication method. Empty = {@code approle} or {@code kubernetes}. */
  Optional<String> signInMount();

  /** File with the token of this service's account, for {@code sign-in=kubernetes}. */
  @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/token")
  Path serviceAccountTokenFile();
}
