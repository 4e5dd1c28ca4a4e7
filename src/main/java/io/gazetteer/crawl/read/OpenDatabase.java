package io.gazetteer.crawl.read;

import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import java.util.Set;

/** A database that is open for reading. For one thread; close it in any case. */
public interface OpenDatabase extends AutoCloseable {

  /**
   * Estimates how many rows a full {@link #read} returns; for progress only.
   *
   * @throws io.gazetteer.common.AppException when they cannot be counted
   */
  long count();

  /**
   * Reads the database and passes what the filters select to the sink.
   *
   * @param mode how much to read; files are always read fully
   * @return what was found besides the rows
   * @throws io.gazetteer.common.AppException when the read failed or is not complete; discard what
   *     the sink got
   */
  Reading read(ReadMode mode, RowSink sink);

  /**
   * Types of assets that the last {@link #read} could not know about, besides {@link
   * Reading#kindsNotRead}. Nothing is concluded from their absence. Not called before a read.
   */
  default Set<String> typesNotRead() {
    return Set.of();
  }

  /**
   * Finds the filter entries that match schemas of this database, after it was read.
   *
   * @throws io.gazetteer.common.AppException when that cannot be determined
   */
  FilterMatch filterMatch();

  /**
   * Makes a running {@link #read} or {@link #count} fail soon. The only method that other threads
   * may call, at any time and repeatedly; it never throws.
   */
  void cancel();

  /**
   * Closes the database.
   *
   * @throws io.gazetteer.common.AppException when that fails
   */
  @Override
  void close();
}
