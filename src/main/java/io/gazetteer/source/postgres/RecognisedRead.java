package io.gazetteer.source.postgres;

import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Decides in the snapshot whether a database has to be read, in whole or in part, or is as an
 * earlier fingerprint says.
 */
final class RecognisedRead {

  /** So many relations are read in part however few others there are. */
  private static final int ALWAYS_IN_PART = 64;

  /** Where more than one relation in so many is touched, reading all is hardly more work. */
  private static final int ONE_IN = 4;

  private final FingerprintReader fingerprints;
  private final TouchedRelations touchedRelations;
  private final Optional<Fingerprint> earlier;
  private final boolean takesOne;
  private FingerprintReader.Taken taken;
  private String relationVersions;
  private Optional<String> difference = Optional.empty();
  private Reading.Extent extent = Reading.Extent.ALL;

  /**
   * A read of a database.
   *
   * @param takesOne false = nothing is compared, now or later
   */
  RecognisedRead(
      Connection connection, Selection selection, Optional<Fingerprint> earlier, boolean takesOne) {
    this.fingerprints = new FingerprintReader(connection, selection);
    this.touchedRelations = new TouchedRelations(connection);
    this.earlier = earlier;
    this.takesOne = takesOne;
  }

  /**
   * Reads all of the snapshot, what changed in it, or its figures. Called inside the transaction.
   *
   * @return how much it was
   */
  Reading.Extent read(SnapshotReader reader, Catalog catalog, RowSink sink) throws SQLException {
    if (!takesOne) {
      reader.read(sink);
      return extent;
    }
    taken = fingerprints.take();
    if (earlier.isPresent()) {
      compare(earlier.get(), catalog);
    }
    if (extent == Reading.Extent.FIGURES) {
      reader.readFigures(sink);
      return extent;
    }
    if (taken.fingerprint() != null) {
      relationVersions = fingerprints.relationVersions();
    }
    reader.read(sink);
    return extent;
  }

  private void compare(Fingerprint stored, Catalog catalog) throws SQLException {
    if (taken.fingerprint() == null) {
      difference = Optional.of(taken.whyNot());
      return;
    }
    Optional<CatalogFingerprint> before = CatalogFingerprint.of(stored);
    if (before.isEmpty()) {
      difference = Optional.of("the earlier fingerprint is of another form");
      return;
    }
    difference = taken.fingerprint().differenceFrom(before.get());
    if (difference.isPresent()) {
      return;
    }
    Set<Long> changed = taken.fingerprint().nodes().differingFrom(before.get().nodes());
    if (changed.isEmpty()) {
      extent = Reading.Extent.FIGURES;
      return;
    }
    Set<Long> touched = touchedRelations.of(changed);
    difference = Optional.of(words(changed.size(), touched.size()));
    if (touched.size() <= ALWAYS_IN_PART
        || touched.size() * ONE_IN <= taken.fingerprint().nodes().size()) {
      extent = Reading.Extent.PART;
      catalog.scope = ReadScope.of(touched);
    }
  }

  private static String words(int changed, int touched) {
    return "%d of its relations, types and routines changed, which touches %d relations"
        .formatted(changed, touched);
  }

  /**
   * What came of it. Called after the definitions were read, outside the transaction.
   *
   * @throws SQLException when the connection broke
   */
  Reading.Recognition recognition(SourceTransaction transaction) throws SQLException {
    if (!takesOne) {
      return Reading.Recognition.NONE;
    }
    if (extent == Reading.Extent.FIGURES) {
      return Reading.Recognition.UNCHANGED;
    }
    if (taken.fingerprint() == null) {
      return new Reading.Recognition(extent, Optional.empty(), Optional.of(taken.whyNot()));
    }
    boolean holds = transaction.brief(fingerprints::relationVersions).equals(relationVersions);
    return new Reading.Recognition(
        extent, holds ? Optional.of(taken.fingerprint().stored()) : Optional.empty(), difference);
  }
}
