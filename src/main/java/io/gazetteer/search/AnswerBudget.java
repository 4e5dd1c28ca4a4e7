package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of rows in memory, for each response and for all responses in progress together.
 * The database measures the rows, so that a response that is too large never reaches the heap.
 */
@ApplicationScoped
public class AnswerBudget {

  private static final String BYTES = "answer_bytes_";
  private static final String ROWS = "answer_rows_";
  private static final String NUMBER = "answer_number_";

  /** A row takes approximately four times its size until its answer is written. */
  private static final int SHARE_OF_ONE = 32;

  private static final int SHARE_OF_ALL = 8;
  private static final long LEAST = 8L << 20;
  private static final long MOST = 256L << 20;

  private static final double MEGABYTE = 1 << 20;

  /** Answers up to this size are not counted together. */
  private static final long SMALL = 64L << 10;

  private final long ofOne;
  private final long ofAll;
  private final AtomicLong held = new AtomicLong();
  private final AnswerBytes request;

  @Inject
  AnswerBudget(AnswerBytes request) {
    this(
        Math.min(MOST, Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_ONE)),
        Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_ALL),
        request);
  }

  AnswerBudget(long ofOne, long ofAll, AnswerBytes request) {
    this.ofOne = ofOne;
    this.ofAll = ofAll;
    this.request = request;
  }

  /**
   * A query that returns what another one does, in the same order, with its size; only the first
   * row where all of them are larger than one answer may be.
   */
  public String bounded(String query) {
    return before() + query + after();
  }

  SqlFragment bounded(SqlFragment query) {
    return query.within(before(), after());
  }

  private static String before() {
    return ("SELECT * FROM (SELECT found_.*, count(*) OVER () AS %s, row_number() OVER () AS %s,"
            + " sum(octet_length(CAST(found_ AS text))) OVER () AS %s FROM (")
        .formatted(ROWS, NUMBER, BYTES);
  }

  private String after() {
    return ") AS found_) AS bounded_ WHERE %s <= %d OR %s = 1 ORDER BY %s"
        .formatted(BYTES, ofOne, NUMBER, NUMBER);
  }

  /**
   * Reads the rows of a bounded query.
   *
   * @throws AppException INVALID_QUERY where the answer becomes too large, TOO_MANY_SEARCHES where
   *     all answers together do; both from the first row
   */
  public <T> RowReader<T> counting(RowReader<T> reader) {
    return row -> {
      if (row.getLong(NUMBER) == 1) {
        hold(row);
      }
      return reader.read(row);
    };
  }

  private void hold(ResultSet row) throws SQLException {
    long bytes = row.getLong(BYTES);
    long sum = request.bytes() + bytes;
    // A single row is returned whatever its size, as nobody could ask for less.
    boolean single = row.getLong(ROWS) == 1 && request.bytes() == 0;
    if (sum > ofOne && !single) {
      throw new AppException(
          SearchError.INVALID_QUERY,
          "the assets of the answer have %.1f MB, and one answer holds at most %.1f MB; ask for fewer at a time"
              .formatted(sum / MEGABYTE, ofOne / MEGABYTE));
    }
    if (sum <= SMALL) {
      request.add(bytes, () -> {});
    } else {
      reserve(bytes);
      request.add(bytes, () -> held.addAndGet(-bytes));
    }
  }

  private void reserve(long bytes) {
    long sum = held.addAndGet(bytes);
    if (sum > ofAll && sum != bytes) {
      held.addAndGet(-bytes);
      throw new AppException(
          SearchError.TOO_MANY_SEARCHES,
          "Too many large answers are being made at the same time; try again soon");
    }
  }
}
