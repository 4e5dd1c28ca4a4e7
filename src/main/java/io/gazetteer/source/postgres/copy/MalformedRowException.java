package io.gazetteer.source.postgres.copy;

/** Thrown when a row is not what was asked for; says which one. */
public final class MalformedRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRowException(String words) {
    super(words);
  }
}
