package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.fingerprint.CatalogFingerprint;
import io.gazetteer.source.postgres.fingerprint.FingerprintReader;
import io.gazetteer.source.postgres.fingerprint.FingerprintWork;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import io.gazetteer.source.postgres.fingerprint.StatisticsMarks;
import io.gazetteer.source.postgres.fingerprint.TouchedRelations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides in the snapshot how much of a database must be read: everything, what changed since an
 * earlier fingerprint, or statistics only.
 */
final class IncrementalRead {

  /** So many relations are read in part however few others there are. */
  private static final int ALWAYS_IN_PART = 64;

  /** Where more than one relation in so many is touched, reading all is hardly more work. */
  private static final int ONE_IN = 4;

  private static final String THIN =
      "reading so few relations is faster than comparing the whole catalog";

  private final Connection connection;
  private final ReadMode mode;
  private final SnapshotReader reader;
  private final SecondReader second;
  private final FingerprintReader fingerprints;
  private Optional<SecondReader.Job> job = Optional.empty();
  private Schemas schemas;
  private ReadScope scope = ReadScope.ALL;
  private boolean thin;
  // Null until it is finished.
  private FingerprintReader.Taken taken;
  private String relationVersions;
  private StatisticsMarks earlierMarks = StatisticsMarks.NONE;
  private StatisticsMarks.Gathering marks = new StatisticsMarks.Gathering(StatisticsMarks.NONE);
  private Optional<String> difference = Optional.empty();
  private Reading.Extent extent = Reading.Extent.ALL;

  /**
   * A read of a database.
   *
   * @param reader reads the catalogs
   * @param second helps with the fingerprint; if there is no earlier one, it takes the fingerprint
   *     alone while {@code reader} reads the catalogs
   */
  IncrementalRead(ReadRequest request, SnapshotReader reader, SecondReader second) {
    this.connection = request.connection();
    this.mode = request.mode();
    this.reader = reader;
    this.second = second;
    this.fingerprints = new FingerprintReader(connection, request.selection());
  }

  /**
   * Reads all of the snapshot, what changed in it, or its statistics. Called inside the
   * transaction.
   *
   * @return what was read; empty where everything is unchanged
   */
  Optional<Snapshot> read(RowSink sink) throws SQLException {
    schemas = reader.readSchemas();
    thin = isThin();
    if (thin) {
      scope = ReadScope.selected(relations());
    }
    if (thin || mode instanceof ReadMode.Once) {
      return Optional.of(reader.read(schemas, scope, marks, sink));
    }
    beginFingerprint();
    if (mode instanceof ReadMode.Changes changes) {
      finishFingerprint(sink);
      compare(changes);
      if (extent == Reading.Extent.STATISTICS) {
        reader.readStatistics(schemas, marks, changes.unchanged());
        return Optional.empty();
      }
    }
    Snapshot snapshot = reader.read(schemas, scope, marks, sink);
    if (taken == null) {
      finishFingerprint(sink);
    }
    if (taken.fingerprint() != null) {
      relationVersions = fingerprints.relationVersions();
    }
    return Optional.of(snapshot);
  }

  /** The schemas, once they were read. */
  Schemas schemas() {
    return schemas;
  }

  /**
   * Whether so little is selected that neither the whole catalog is to be compared, which a
   * fingerprint does, nor any other statement is to skip what is not selected.
   */
  private boolean isThin() throws SQLException {
    boolean[] answer = new boolean[1];
    if (!schemas.excluded().isEmpty()) {
      ofSelected("is_thin", row -> answer[0] = row.getBoolean("thin"));
    }
    return answer[0];
  }

  private Set<Long> relations() throws SQLException {
    Set<Long> found = new HashSet<>();
    ofSelected("relations", row -> found.add(row.getLong("oid")));
    return found;
  }

  private interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  private void ofSelected(String file, RowTaker taker) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(IncrementalRead.class, file))) {
      statement.setString(1, schemas.oids());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  private void beginFingerprint() throws SQLException {
    Optional<FingerprintWork> work = fingerprints.begin();
    if (work.isPresent()) {
      job = Optional.of(second.begin(SharedSnapshot.of(connection), work.get()::readAll));
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
      extent = Reading.Extent.STATISTICS;
      compareStatistics(before.get().statistics());
      return;
    }
    Set<Long> touched = new TouchedRelations(connection).of(changed);
    difference = Optional.of(words(changed.size(), touched.size()));
    if (touched.size() <= ALWAYS_IN_PART
        || touched.size() * ONE_IN <= taken.fingerprint().nodes().size()) {
      extent = Reading.Extent.PART;
      compareStatistics(before.get().statistics());
      scope = ReadScope.changed(touched, changes.unchanged());
    }
  }

  private void compareStatistics(StatisticsMarks earlier) {
    earlierMarks = earlier;
    marks = new StatisticsMarks.Gathering(earlier);
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
    if (extent == Reading.Extent.STATISTICS) {
      StatisticsMarks now = marks.end();
      return new Reading.Recognition(
          extent,
          now.equals(earlierMarks) ? Optional.empty() : Optional.of(stored(now)),
          Optional.empty());
    }
    if (taken.fingerprint() == null) {
      return new Reading.Recognition(extent, Optional.empty(), Optional.of(taken.whyNot()));
    }
    boolean holds = transaction.brief(fingerprints::relationVersions).equals(relationVersions);
    return new Reading.Recognition(
        extent, holds ? Optional.of(stored(marks.end())) : Optional.empty(), difference);
  }

  private Fingerprint stored(StatisticsMarks statistics) {
    return taken.fingerprint().with(statistics).stored();
  }
}
