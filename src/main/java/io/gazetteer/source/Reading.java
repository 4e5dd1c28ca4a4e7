package io.gazetteer.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a read saw besides its rows. The names here exist at the source and were not handed out, so
 * nothing about them may be concluded from their absence.
 *
 * @param schemasLeftOut schemas that exist and that the selection does not want
 * @param relationsLeftOut by schema, tables and views that exist and that the selection does not
 *     want, also where a part was read; empty where nothing but figures was
 * @param kindsNotRead kinds of which nothing could be read, so that nothing was handed out of them
 * @param warnings what could not be read, in words with the remedy; empty when everything was
 * @param recognition whether the database was recognised, and how it will be; never null
 */
public record Reading(
    Set<String> schemasLeftOut,
    Map<String, Set<String>> relationsLeftOut,
    Set<ObjectKind> kindsNotRead,
    List<String> warnings,
    Recognition recognition) {

  public Reading {
    schemasLeftOut = Set.copyOf(schemasLeftOut);
    relationsLeftOut = Map.copyOf(relationsLeftOut);
    kindsNotRead = Set.copyOf(kindsNotRead);
    warnings = List.copyOf(warnings);
  }

  /** Of a full read by a source that takes no fingerprints. */
  public Reading(
      Set<String> schemasLeftOut,
      Map<String, Set<String>> relationsLeftOut,
      Set<ObjectKind> kindsNotRead,
      List<String> warnings) {
    this(schemasLeftOut, relationsLeftOut, kindsNotRead, warnings, Recognition.NONE);
  }

  /** How much of a database was read. */
  public enum Extent {
    /** Everything that the selection wants. */
    ALL,
    /** The relations that were not kept, and everything that belongs to no relation. */
    PART,
    /** Figures that move by themselves; zero rows then mean nothing at all. */
    FIGURES
  }

  /**
   * How a database was recognised.
   *
   * @param extent what was handed out, given what the earlier fingerprint tells
   * @param fingerprint of the database as it now is; empty where none could be taken or it would
   *     not hold, and where the earlier one still stands, as not even a figure has moved
   * @param whyRead what kept the database from being recognised as unchanged, to follow "because";
   *     empty when it was, and when there was nothing to compare with
   */
  public record Recognition(
      Extent extent, Optional<Fingerprint> fingerprint, Optional<String> whyRead) {

    /** Nothing was compared and nothing can be the next time. */
    public static final Recognition NONE =
        new Recognition(Extent.ALL, Optional.empty(), Optional.empty());

    /** Whether nothing but figures was handed out. */
    public boolean unchanged() {
      return extent == Extent.FIGURES;
    }
  }
}
