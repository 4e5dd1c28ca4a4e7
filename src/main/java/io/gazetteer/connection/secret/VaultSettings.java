package io.gazetteer.connection.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How to reach Vault and authenticate there. */
@ConfigMapping(prefix = "gazetteer.secrets.vault")
public interface VaultSettings {

  /** How this service signs in to Vault. */
  enum SignInMethod {
    TOKEN,
    APPROLE,
    KUBERNETES
  }

  /** For example {@code https://vault.example.com:8200}. Empty: there is no Vault. */
  Optional<URI> address();

  /** Vault's namespace, where it has them. */
  Optional<String> namespace();

  /** PEM of the CAs that Vault's certificate may be from. Empty: those of Java. Read at start. */
  Optional<Path> caFile();

  /** One of token, approle, kubernetes. */
  @WithDefault("token")
  SignInMethod signIn();

  /** The token, where one signs in so. */
  Optional<String> token();

  /** A file that holds the token, read at each use; instead of {@link #token}. */
  Optional<Path> tokenFile();

  /** The role of AppRole or Kubernetes sign-in: role id of the one, role name of the other. */
  Optional<String> role();

  /** The secret id of AppRole. */
  Optional<String> secretId();

  /** A file that holds the secret id, read at each sign-in; instead of {@link #secretId}. */
  Optional<Path> secretIdFile();

  /** Where AppRole or Kubernetes sign-in is mounted. Empty: {@code approle}, {@code kubernetes}. */
  Optional<String> signInMount();

  /** The token of this service's account in Kubernetes. */
  @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/token")
  Path serviceAccountTokenFile();
}
