package io.gazetteer.connection.tls;

/** PEM text that cannot be used; the message says why in words that may be shown, "must ...". */
public final class PemException extends Exception {

  private static final long serialVersionUID = 1L;

  PemException(String message) {
    super(message);
  }
}
