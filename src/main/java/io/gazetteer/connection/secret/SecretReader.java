package io.gazetteer.connection.secret;

/** Reads secrets of one scheme. May be called by several threads. */
interface SecretReader {

  SecretReference.Scheme scheme();

  /** Whether what was read may be used again for a while, as reading it takes a network. */
  boolean cached();

  /**
   * What a reference names, now.
   *
   * @return never blank
   * @throws io.gazetteer.common.AppException a ReferenceError or AwsError in words that hold
   *     nothing of the secret
   */
  String read(SecretReference reference);
}
