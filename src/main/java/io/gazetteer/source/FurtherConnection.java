package io.gazetteer.source;

import java.sql.Connection;
import java.util.Optional;

/**
 * A second connection to the database that is being read, for a source that can use one. It is
 * optional: a read that gets none, or must give it back, takes longer and returns the same.
 */
public interface FurtherConnection {

  /** For reads over one connection. */
  FurtherConnection NONE =
      new FurtherConnection() {
        @Override
        public Optional<Connection> open() {
          return Optional.empty();
        }

        @Override
        public boolean isWanted() {
          return false;
        }

        @Override
        public void abort() {
          // There never is one.
        }
      };

  /**
   * Opens it without waiting, in autocommit mode; the caller closes it.
   *
   * @return empty where this service already has as many connections to the server as it allows
   *     itself, others wait for one, or the server gives no further one
   */
  Optional<Connection> open();

  /** Whether others wait for its place, so that it should be closed soon. From any thread. */
  boolean isWanted();

  /**
   * Closes it at once and for good, whatever another thread does with it, also while it is being
   * opened; {@link #open} returns empty from then on. From any thread; it never waits or throws.
   */
  void abort();
}
