package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.model.Vocabulary;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lets the benchmark open a stage over a plain connection, without the application around it. */
public final class StageDoor {

  private StageDoor() {}

  /** An empty stage, which owns the connections that it opens. */
  public static Stage open(StoreConnection store, StageTarget target) throws SQLException {
    return open(store, target, Clock.systemUTC());
  }

  /** The same at another time. */
  public static Stage open(StoreConnection store, StageTarget target, Clock clock)
      throws SQLException {
    return new Stage(store::open, clock, target, Vocabulary.standard().names());
  }

  /** Saves the asset of a connection. */
  // No framework is around that would inject them.
  @SuppressWarnings("UnnecessaryAssignment")
  public static void saveConnection(
      Connection store, UUID guid, String qualifiedName, String name, Clock clock) {
    SaveConnectionAsset save = new SaveConnectionAsset();
    save.jdbi = Jdbi.create(store);
    save.clock = clock;
    save.saveFor("bench", guid, qualifiedName, name, Map.of());
  }

  /** Opens a connection to the catalog database. */
  public interface StoreConnection {
    Connection open() throws SQLException;
  }

  /** What the last crawl of a database saw; empty when there was none. */
  public static Optional<StoredFingerprint> earlier(
      Connection store, String connection, String database) {
    try (Handle handle = Jdbi.create(store).open()) {
      return Fingerprints.find(handle, Map.of("connection", connection, "database", database))
          .flatMap(Fingerprints.Earlier::fingerprint);
    }
  }
}
