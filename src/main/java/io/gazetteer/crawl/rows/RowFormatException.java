package io.gazetteer.crawl.rows;

/** A line that is no row; the message can follow "line 3 of the file". */
public final class RowFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  public RowFormatException(String message) {
    super(message);
  }

  RowFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
