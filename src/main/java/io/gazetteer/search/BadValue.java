package io.gazetteer.search;

/**
 * Thrown when a value of a request does not fit the type of its field; the message is for the
 * client.
 */
final class BadValue extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadValue(String message) {
    super(message, null, false, false);
  }
}
