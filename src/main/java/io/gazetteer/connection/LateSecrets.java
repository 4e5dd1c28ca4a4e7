package io.gazetteer.connection;

import io.gazetteer.connection.secret.SecretReference;
import java.util.List;
import java.util.function.Function;

/** The secrets of a target that are references, read right before each connection. */
public interface LateSecrets {

  /** Never empty. */
  List<SecretReference> references();

  /**
   * Returns the target with its secrets. Never store, log or send it.
   *
   * @param reader returns the secret that a reference names
   */
  ConnectionTarget with(Function<SecretReference, String> reader);
}
