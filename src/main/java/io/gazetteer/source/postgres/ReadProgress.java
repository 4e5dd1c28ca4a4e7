package io.gazetteer.source.postgres;

import java.sql.SQLException;
import java.util.Optional;

/** Is told how far a read has come, by the thread that reads. */
interface ReadProgress {

  /** Of which nobody wants to know. */
  ReadProgress UNHEARD = new ReadProgress() {};

  /** The relations are in the catalog; objects follow, and then keys. */
  default void objectsFollow() throws SQLException {}

  /** What was read of keys meanwhile; asked for when they are next. */
  default Optional<KeyColumns> keyColumns() {
    return Optional.empty();
  }

  /** All but the columns is in the catalog. */
  default void columnsFollow() throws SQLException {}
}
