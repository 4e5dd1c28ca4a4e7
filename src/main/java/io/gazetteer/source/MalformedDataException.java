package io.gazetteer.source;

import java.sql.SQLException;

/**
 * Thrown when a server sends rows that cannot be what was asked for: fields are missing or have no
 * meaning. Its message says which row, in our words, and holds no driver text.
 */
public final class MalformedDataException extends SQLException {

  private static final long serialVersionUID = 1L;

  /** Nothing that follows on the connection can be trusted. */
  private static final String PROTOCOL_VIOLATION = "08P01";

  /**
   * Of one row.
   *
   * @param words what is wrong with which object, to follow "because"
   */
  public MalformedDataException(String words) {
    super(words, PROTOCOL_VIOLATION);
  }
}
