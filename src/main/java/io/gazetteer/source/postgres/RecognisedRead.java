package io.gazetteer.source.postgres;

import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Decides in the snapshot whether a database has to be read or is as an earlier fingerprint says.
 */
final class RecognisedRead {

  private final FingerprintReader fingerprints;
  private final Optional<Fingerprint> earlier;
  private final boolean takesOne;
  private FingerprintReader.Taken taken;
  private String relationVersions;
  private Optional<String> difference = Optional.empty();
  private boolean unchanged;

  /**
   * A read of a database.
   *
   * @param takesOne false = nothing is compared, now or later
   */
  RecognisedRead(
      Connection connection, Selection selection, Optional<Fingerprint> earlier, boolean takesOne) {
    this.fingerprints = new FingerprintReader(connection, selection);
    this.earlier = earlier;
    this.takesOne = takesOne;
  }

  /**
   * Reads all of the snapshot, or its figures. Called inside the transaction.
   *
   * @return whether the database is unchanged
   */
  boolean read(SnapshotReader reader, RowSink sink) throws SQLException {
    if (!takesOne) {
      reader.read(sink);
      return false;
    }
    taken = fingerprints.take();
    if (earlier.isPresent()) {
      difference = difference(earlier.get());
      unchanged = difference.isEmpty();
    }
    if (unchanged) {
      reader.readFigures(sink);
      return true;
    }
    if (taken.fingerprint() != null) {
      relationVersions = fingerprints.relationVersions();
    }
    reader.read(sink);
    return false;
  }

  private Optional<String> difference(Fingerprint stored) {
    if (taken.fingerprint() == null) {
      return Optional.of(taken.whyNot());
    }
    return CatalogFingerprint.of(stored)
        .map(taken.fingerprint()::differenceFrom)
        .orElse(Optional.of("the earlier fingerprint is of another form"));
  }

  boolean unchanged() {
    return unchanged;
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
    if (unchanged) {
      return Reading.Recognition.UNCHANGED;
    }
    if (taken.fingerprint() == null) {
      return new Reading.Recognition(false, Optional.empty(), Optional.of(taken.whyNot()));
    }
    boolean holds = transaction.brief(fingerprints::relationVersions).equals(relationVersions);
    return new Reading.Recognition(
        false, holds ? Optional.of(taken.fingerprint().stored()) : Optional.empty(), difference);
  }
}
