package io.gazetteer.crawl.lines;

/** Thrown for a line that is not a row; the message follows "line 3 of the file". */
public final class RowFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  public RowFormatException(String message) {
    super(message);
  }

  RowFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
