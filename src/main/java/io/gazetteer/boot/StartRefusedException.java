package io.gazetteer.boot;

/** The program cannot start; the message tells the person at the console why and what helps. */
final class StartRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  StartRefusedException(String message) {
    super(message);
  }

  StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
