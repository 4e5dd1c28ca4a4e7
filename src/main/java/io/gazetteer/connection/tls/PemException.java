package io.gazetteer.connection.tls;

/** Thrown for unusable PEM text; the message may be shown after a field's name, "must ...". */
public final class PemException extends Exception {

  private static final long serialVersionUID = 1L;

  PemException(String message) {
    super(message);
  }
}
