package io.gazetteer.model;

/** Where the value of an attribute comes from. */
public enum Origin {
  /** Read from the source; the same until the object changes. */
  CRAWLED,
  /** Read from the source; moves by itself, so that a new value is no change of the asset. */
  STATISTIC,
  /** Brought by a client or an import; no crawl fills it. */
  IMPORTED,
  /** Written by people alone. */
  CURATED,
  /** Follows from where the asset is and what happened to it. */
  DERIVED
}
