package io.gazetteer.search;

/** A value of the request cannot be read as what it stands for; the message is for the client. */
final class BadValue extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadValue(String message) {
    super(message, null, false, false);
  }
}
