package io.gazetteer.asset.entity;

import java.util.Locale;
import java.util.Optional;

/** How far a deletion goes. */
public enum DeleteType {
  /**
   * Archived: it keeps its guid, history and what people wrote, and can be brought back. The next
   * crawl brings it back too where the source still has it.
   */
  SOFT,
  /** Gone, with what people wrote; its history stays in the catalog database. Cannot be undone. */
  HARD,
  /** Gone with its history. Cannot be undone. */
  PURGE;

  /** The type that a request names; empty for a word that is none. */
  static Optional<DeleteType> of(String word) {
    for (DeleteType type : values()) {
      if (type.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
