package io.gazetteer.source;

/** How much a read returns, and what the next one can compare with. */
public sealed interface ReadMode {

  /** Reads everything, and takes no fingerprint: nothing will ever be compared with it. */
  ReadMode ONCE = new Once();

  /** Reads everything, and takes a fingerprint for the next read. */
  ReadMode FULL = new Full();

  record Once() implements ReadMode {}

  record Full() implements ReadMode {}

  /**
   * Reads what may have changed since an earlier read, and takes a fingerprint for the next one.
   * Rows and fingerprint are of the same snapshot. What is unchanged goes to its own sink.
   *
   * @param since fingerprint of the last complete read
   * @param unchanged takes what is unchanged; its rows do not come
   */
  record Changes(Fingerprint since, UnchangedSink unchanged) implements ReadMode {}
}
