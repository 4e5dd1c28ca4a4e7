package io.gazetteer.boot;

/** Thrown when the program cannot start; the message says why and what to do. */
final class StartRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  StartRefusedException(String message) {
    super(message);
  }

  StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
