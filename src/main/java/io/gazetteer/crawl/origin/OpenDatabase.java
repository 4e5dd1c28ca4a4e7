package io.gazetteer.crawl.origin;

import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import java.util.Set;

/** One database that can be read, for one thread; close it in any case. */
public interface OpenDatabase extends AutoCloseable {

  /**
   * How many rows a full {@link #read} is going to hand out, roughly; for progress only.
   *
   * @throws io.gazetteer.common.AppException when it cannot be told
   */
  long count();

  /**
   * Reads the database and passes what the filters select to the sink.
   *
   * @param mode how much to read; files are always read fully
   * @return what was found besides the rows
   * @throws io.gazetteer.common.AppException when reading broke off, or what was read is not whole;
   *     what was handed out so far is then of no use
   */
  Reading read(ReadMode mode, RowSink sink);

  /**
   * Asset types of which the {@link #read} that ended handed out nothing because they could not be
   * known, besides the kinds that {@link Reading#kindsNotRead} names. Nothing is concluded from
   * their absence.
   */
  default Set<String> typesNotRead() {
    return Set.of();
  }

  /**
   * Which entries of the filters match schemas of this database, once it was read.
   *
   * @throws io.gazetteer.common.AppException when it cannot be told
   */
  FilterMatch filterMatch();

  /**
   * Makes a {@link #read} or {@link #count} that goes on fail soon. The one method to be called
   * from another thread, at any time and repeatedly; it never throws.
   */
  void cancel();

  /**
   * Ends the work with the database.
   *
   * @throws io.gazetteer.common.AppException when that fails
   */
  @Override
  void close();
}
