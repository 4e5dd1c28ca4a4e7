package io.gazetteer.source;

import io.gazetteer.common.Causes;
import java.io.IOException;

/**
 * Thrown by a connection on which a server sent more than this service takes. The message is in our
 * own words, follows "was disconnected, because ", and quotes nothing that the server sent.
 */
public class ServerLimitException extends IOException {

  private static final long serialVersionUID = 1L;

  public ServerLimitException(String message) {
    super(message);
  }

  /** Whether that is why something failed. */
  public static boolean isIn(Throwable failure) {
    return Causes.find(failure, ServerLimitException.class).isPresent();
  }
}
