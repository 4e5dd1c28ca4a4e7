package io.gazetteer.source;

import io.gazetteer.model.AssetKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a read found besides its rows. The names here exist at the source and were not read, so
 * nothing about them may be concluded from their absence.
 *
 * @param excludedSchemas schemas that exist and that the selection does not want
 * @param excludedRelations by schema, tables and views that exist and that the selection does not
 *     want, also where a part was read; empty where only statistics were
 * @param kindsNotRead kinds that could not be read, or not all of them
 * @param warnings what could not be read, in words with the remedy; empty when everything was
 * @param recognition whether the database was recognised, and how it will be; never null
 * @param extensionParts which of the excluded schemas are so because an extension made them
 * @param damage kinds of which the catalog lacks parts
 * @param notices what is shown in another form than the source's, in words; nothing is missing for
 *     it, so the read is complete
 */
public record Reading(
    Set<String> excludedSchemas,
    Map<String, Set<String>> excludedRelations,
    Set<AssetKind> kindsNotRead,
    List<String> warnings,
    Recognition recognition,
    List<ExtensionPart> extensionParts,
    Damage damage,
    List<String> notices) {

  public Reading {
    excludedSchemas = Set.copyOf(excludedSchemas);
    excludedRelations = Map.copyOf(excludedRelations);
    kindsNotRead = Set.copyOf(kindsNotRead);
    warnings = List.copyOf(warnings);
    extensionParts = List.copyOf(extensionParts);
    notices = List.copyOf(notices);
  }

  /** Of a full read by a source that takes no fingerprints. */
  public Reading(
      Set<String> excludedSchemas,
      Map<String, Set<String>> excludedRelations,
      Set<AssetKind> kindsNotRead,
      List<String> warnings) {
    this(excludedSchemas, excludedRelations, kindsNotRead, warnings, Damage.NONE);
  }

  /** The same where parts of the source's catalog are missing. */
  public Reading(
      Set<String> excludedSchemas,
      Map<String, Set<String>> excludedRelations,
      Set<AssetKind> kindsNotRead,
      List<String> warnings,
      Damage damage) {
    this(
        excludedSchemas,
        excludedRelations,
        kindsNotRead,
        warnings,
        Recognition.NONE,
        List.of(),
        damage,
        List.of());
  }

  /** The same with more to warn of, which comes first. */
  public Reading withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(more);
    all.addAll(warnings);
    return new Reading(
        excludedSchemas, excludedRelations,
        kindsNotRead, all,
        recognition, extensionParts,
        damage, notices);
  }

  /** The same with these notices in place of its own. */
  public Reading withNotices(List<String> others) {
    return new Reading(
        excludedSchemas, excludedRelations,
        kindsNotRead, warnings,
        recognition, extensionParts,
        damage, others);
  }

  /**
   * Schemas that an extension made for itself and that are excluded only for that.
   *
   * @param extension its name
   * @param schemas at least one
   * @param relations tables, partitions and views of all sorts in them
   */
  public record ExtensionPart(String extension, SortedSet<String> schemas, long relations) {

    public ExtensionPart {
      schemas = Collections.unmodifiableSortedSet(new TreeSet<>(schemas));
    }
  }

  /** How much of a database was read. */
  public enum Extent {
    /** Everything that the selection wants. */
    ALL,
    /** The relations that were not kept, and everything that belongs to no relation. */
    PART,
    /** Statistics only; that no rows came then means nothing. */
    STATISTICS
  }

  /**
   * How a database was recognised.
   *
   * @param extent how much was read, compared with the earlier fingerprint
   * @param fingerprint of the database as it now is; empty where none could be taken or it would
   *     not hold, and where the earlier one still stands, as not even statistics have changed
   * @param whyRead what kept the database from being recognised as unchanged, to follow "because";
   *     empty when it was, and when there was nothing to compare with
   */
  public record Recognition(
      Extent extent, Optional<Fingerprint> fingerprint, Optional<String> whyRead) {

    /** Nothing was compared and nothing can be the next time. */
    public static final Recognition NONE =
        new Recognition(Extent.ALL, Optional.empty(), Optional.empty());

    /** Whether only statistics were read. */
    public boolean unchanged() {
      return extent == Extent.STATISTICS;
    }
  }
}
