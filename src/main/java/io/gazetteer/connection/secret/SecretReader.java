package io.gazetteer.connection.secret;

/** Reads secrets of one scheme. Thread-safe. */
interface SecretReader {

  SecretReference.Scheme scheme();

  /** Returns whether secrets are cached, because reading them uses the network. */
  default boolean cached() {
    return false;
  }

  /**
   * Reads the secret that a reference names.
   *
   * @return never blank
   * @throws io.gazetteer.common.AppException a with a ReferenceError or AwsError that hold nothing
   *     of the secret
   */
  String read(SecretReference reference);
}
