package io.gazetteer.asset;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** Lets the benchmark open a stage over a plain connection, without the application around it. */
public final class StageDoor {

  private StageDoor() {}

  /** An empty stage, which owns the connection from here on. */
  public static Stage open(Connection store) throws SQLException {
    return new Stage(store, Clock.systemUTC());
  }
}
