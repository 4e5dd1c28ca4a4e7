package io.gazetteer.source;

/**
 * Makes a {@link Source} where no container injects it, as on the command line. Implementations are
 * named in {@code META-INF/services} and have a public constructor without parameters.
 */
public interface SourceFactory {

  /**
   * Makes the source.
   *
   * @param limits of its transactions
   */
  Source create(SourceLimits limits);
}
