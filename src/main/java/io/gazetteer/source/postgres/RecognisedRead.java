package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.fingerprint.CatalogFingerprint;
import io.gazetteer.source.postgres.fingerprint.FigureMarks;
import io.gazetteer.source.postgres.fingerprint.FingerprintReader;
import io.gazetteer.source.postgres.fingerprint.FingerprintWork;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import io.gazetteer.source.postgres.fingerprint.TouchedRelations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
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

  private static final String THIN =
      "so small a part of the catalog is read sooner than the whole of it is compared";

  private final Connection connection;
  private final Catalog catalog;
  private final SecondReader second;
  private final FingerprintReader fingerprints;
  private final TouchedRelations touchedRelations;
  private final ReadMode mode;
  private Optional<SecondReader.Job> job = Optional.empty();
  // Null until it is finished.
  private FingerprintReader.Taken taken;
  private String relationVersions;
  private FigureMarks earlierFigures = FigureMarks.NONE;
  private Optional<String> difference = Optional.empty();
  private boolean thin;
  private Reading.Extent extent = Reading.Extent.ALL;

  /**
   * A read of a database.
   *
   * @param second helps with the fingerprint, and takes it alone where there is no earlier one,
   *     while the rest is read
   */
  RecognisedRead(
      Connection connection,
      Selection selection,
      Catalog catalog,
      SecondReader second,
      ReadMode mode) {
    this.connection = connection;
    this.catalog = catalog;
    this.second = second;
    this.fingerprints = new FingerprintReader(connection, selection);
    this.touchedRelations = new TouchedRelations(connection);
    this.mode = mode;
  }

  /**
   * Reads all of the snapshot, what changed in it, or its figures. Called inside the transaction.
   *
   * @return how much it was
   */
  Reading.Extent read(SnapshotReader reader, RowSink sink) throws SQLException {
    reader.readSchemas();
    thin = isThin();
    if (thin) {
      catalog.scope = ReadScope.selected(relations());
    }
    if (thin || mode instanceof ReadMode.Once) {
      reader.read(sink);
      return extent;
    }
    Optional<FingerprintWork> work = fingerprints.begin();
    if (work.isPresent()) {
      job = Optional.of(second.begin(work.get(), SharedSnapshot.of(connection)));
    }
    if (mode instanceof ReadMode.Changes changes) {
      finishFingerprint(sink);
      compare(changes);
      if (extent == Reading.Extent.FIGURES) {
        reader.readFigures(changes.unchanged());
        return extent;
      }
    }
    reader.read(sink);
    if (taken == null) {
      finishFingerprint(sink);
    }
    if (taken.fingerprint() != null) {
      relationVersions = fingerprints.relationVersions();
    }
    return extent;
  }

  /**
   * Whether so little is selected that neither the whole catalog is to be compared, which a
   * fingerprint does, nor any other statement is to pass over what is not selected.
   */
  private boolean isThin() throws SQLException {
    boolean[] answer = new boolean[1];
    if (!catalog.schemasLeftOut.isEmpty()) {
      ofSelected("is_thin", row -> answer[0] = row.getBoolean(1));
    }
    return answer[0];
  }

  private Set<Long> relations() throws SQLException {
    Set<Long> found = new HashSet<>();
    ofSelected("relations", row -> found.add(row.getLong(1)));
    return found;
  }

  private interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  private void ofSelected(String file, RowTaker taker) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(RecognisedRead.class, file))) {
      statement.setString(1, ArrayText.of(catalog.schemas.keySet()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  private void finishFingerprint(RowSink sink) throws SQLException {
    fingerprints.readOn();
    job.ifPresent(begun -> begun.await(sink::pause));
    taken = fingerprints.end();
  }

  private void compare(ReadMode.Changes changes) throws SQLException {
    if (taken.fingerprint() == null) {
      difference = Optional.of(taken.whyNot());
      return;
    }
    Optional<CatalogFingerprint> before = CatalogFingerprint.of(changes.since());
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
      rememberFigures(before.get().figures());
      return;
    }
    Set<Long> touched = touchedRelations.of(changed);
    difference = Optional.of(words(changed.size(), touched.size()));
    if (touched.size() <= ALWAYS_IN_PART
        || touched.size() * ONE_IN <= taken.fingerprint().nodes().size()) {
      extent = Reading.Extent.PART;
      rememberFigures(before.get().figures());
      catalog.scope = ReadScope.changed(touched, changes.unchanged());
    }
  }

  private void rememberFigures(FigureMarks handedOut) {
    earlierFigures = handedOut;
    catalog.figures = new FigureMarks.Gathering(handedOut);
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
    if (mode instanceof ReadMode.Once) {
      return Reading.Recognition.NONE;
    }
    if (thin) {
      return new Reading.Recognition(extent, Optional.empty(), Optional.of(THIN));
    }
    if (extent == Reading.Extent.FIGURES) {
      FigureMarks figures = catalog.figures.end();
      return new Reading.Recognition(
          extent,
          figures.equals(earlierFigures) ? Optional.empty() : Optional.of(stored(figures)),
          Optional.empty());
    }
    if (taken.fingerprint() == null) {
      return new Reading.Recognition(extent, Optional.empty(), Optional.of(taken.whyNot()));
    }
    boolean holds = transaction.brief(fingerprints::relationVersions).equals(relationVersions);
    return new Reading.Recognition(
        extent, holds ? Optional.of(stored(catalog.figures.end())) : Optional.empty(), difference);
  }

  private Fingerprint stored(FigureMarks figures) {
    return taken.fingerprint().with(figures).stored();
  }
}
