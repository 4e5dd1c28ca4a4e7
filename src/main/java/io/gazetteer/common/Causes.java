package io.gazetteer.common;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through a failure and its causes, at most 20 of them, as a chain may be a circle. */
public final class Causes {

  private static final int MAX_DEPTH = 20;

  private Causes() {}

  /** Returns the failure, its cause, the cause of that, and so on. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
  }

  /** Returns the first of them that is of a type. */
  public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return of(failure).filter(type::isInstance).map(type::cast).findFirst();
  }
}
