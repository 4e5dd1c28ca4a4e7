package io.gazetteer.source;

import io.gazetteer.model.AssetKind;
import java.util.Set;

/**
 * Kinds of which the source's own catalog lacks a part, so that nothing may be concluded about one
 * that was not read. What could be read of them was.
 *
 * @param levels kinds that have rows of their own
 */
public record Damage(Set<Level> levels, Set<AssetKind> objects) {

  public static final Damage NONE = new Damage(Set.of(), Set.of());

  /** What {@link RowSink} has a method for. */
  public enum Level {
    SCHEMA("schema"),
    /** Tables and views of all sorts. */
    RELATION("relation"),
    COLUMN("column"),
    /** Functions and procedures. */
    ROUTINE("routine");

    private final String words;

    Level(String words) {
      this.words = words;
    }

    /** As people call it. */
    public String words() {
      return words;
    }
  }

  public Damage {
    levels = Set.copyOf(levels);
    objects = Set.copyOf(objects);
  }
}
