package io.gazetteer.connection;

import io.gazetteer.connection.secret.SecretReference;
import java.util.List;
import java.util.function.Function;

/** What of a target is kept elsewhere, and read right before each connection. */
public interface LateSecrets {

  /** Never empty. */
  List<SecretReference> references();

  /**
   * The whole target. Never kept, printed or sent.
   *
   * @param reader gives what a reference names
   */
  ConnectionTarget with(Function<SecretReference, String> reader);
}
