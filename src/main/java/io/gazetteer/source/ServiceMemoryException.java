package io.gazetteer.source;

/**
 * Thrown by a connection that is ended because this service is short of memory, whoever uses it up.
 * The message follows "was closed, because ".
 */
public final class ServiceMemoryException extends ServerLimitException {

  private static final long serialVersionUID = 1L;

  public ServiceMemoryException(String message) {
    super(message);
  }
}
