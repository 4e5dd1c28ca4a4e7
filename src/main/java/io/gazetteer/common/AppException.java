package io.gazetteer.common;

import java.util.List;

/**
 * The one exception that a use case throws on purpose. Its message is shown to clients, so it never
 * holds driver text, a stack trace or a secret; the cause is for the log alone.
 */
public final class AppException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient List<FieldError> errors;

  public AppException(ErrorCode code, String message) {
    this(code, message, List.of(), null);
  }

  public AppException(ErrorCode code, String message, Throwable cause) {
    this(code, message, List.of(), cause);
  }

  public AppException(ErrorCode code, String message, List<FieldError> errors) {
    this(code, message, errors, null);
  }

  private AppException(ErrorCode code, String message, List<FieldError> errors, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  public ErrorCode code() {
    return code;
  }

  /** Returns every invalid field of the request; empty if the error is not about input. */
  public List<FieldError> errors() {
    return errors;
  }
}
