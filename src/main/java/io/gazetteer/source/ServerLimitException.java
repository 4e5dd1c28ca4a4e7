package io.gazetteer.source;

import java.io.IOException;

/**
 * Thrown by a connection on which a server sent more than this service takes. The message is in our
 * own words, follows "was disconnected, because ", and quotes nothing that the server sent.
 */
public class ServerLimitException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 10;

  public ServerLimitException(String message) {
    super(message);
  }

  /** Whether that is why something failed. */
  public static boolean isIn(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof ServerLimitException) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
