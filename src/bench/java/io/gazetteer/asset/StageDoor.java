package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lets the benchmark open a stage over a plain connection, without the application around it. */
public final class StageDoor {

  private StageDoor() {}

  /** An empty stage, which owns the connection from here on. */
  public static Stage open(Connection store, StageTarget target) throws SQLException {
    return new Stage(store, Clock.systemUTC(), target);
  }

  /** Figures alone, over a connection that it owns once the first of them comes. */
  public static FigureStage openFigures(FigureStageConnection store) {
    return new FigureStage(store::open, Clock.systemUTC());
  }

  /** Opens a connection of the store. */
  public interface FigureStageConnection {
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
