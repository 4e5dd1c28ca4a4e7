package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Answers search requests over any index. Read only; thread-safe. */
@ApplicationScoped
public class Searcher {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration timeout;
  private final Duration queueTimeout;
  private final Semaphore running;
  private final AnswerBudget budget;

  @Inject
  Searcher(Jdbi jdbi, Clock clock, SearchSettings settings, AnswerBudget budget) {
    this(
        jdbi,
        clock,
        settings.queryTimeout(),
        settings.concurrency(),
        settings.queueTimeout(),
        budget);
  }

  Searcher(
      Jdbi jdbi,
      Clock clock,
      Duration timeout,
      int concurrency,
      Duration queueTimeout,
      AnswerBudget budget) {
    this.budget = budget;
    this.jdbi = jdbi;
    this.clock = clock;
    this.timeout = timeout;
    this.queueTimeout = queueTimeout;
    this.running = new Semaphore(concurrency, true);
  }

  /** Starts the time that a request may take; for those that read more than a search. */
  public Deadline deadline() {
    return Deadline.after(timeout);
  }

  /**
   * As {@link #search(SearchIndex, SearchRequest, RowReader, Deadline)}, with the default deadline.
   */
  public <T> SearchResult<T> search(SearchIndex index, SearchRequest request, RowReader<T> reader) {
    return search(index, request, reader, deadline());
  }

  /**
   * Finds rows, counts them all and works out the aggregations, over one state of the catalog
   * database.
   *
   * @param reader makes a hit of the index's columns
   * @throws AppException INVALID_QUERY where a value does not fit its field, the query or the
   *     answer is too large, or the page is larger than the index returns; QUERY_TIMEOUT;
   *     TOO_MANY_SEARCHES
   */
  public <T> SearchResult<T> search(
      SearchIndex index, SearchRequest request, RowReader<T> reader, Deadline deadline) {
    if (request.size() > index.maxSize()) {
      throw new AppException(
          SearchError.INVALID_QUERY, "size: at most " + index.maxSize() + " hits make a page");
    }
    enter(deadline);
    try {
      return jdbi.withHandle(
          handle ->
              handle.isInTransaction()
                  ? runWithin(handle, index, request, reader, deadline)
                  : handle.inTransaction(
                      TransactionIsolationLevel.REPEATABLE_READ,
                      own -> run(own, index, request, reader, deadline)));
    } finally {
      running.release();
    }
  }

  private void enter(Deadline deadline) {
    long wait = Math.min(queueTimeout.toMillis(), deadline.millisLeft());
    boolean entered = false;
    try {
      entered = running.tryAcquire(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (!entered) {
      throw new AppException(
          SearchError.TOO_MANY_SEARCHES, "Too many searches run at the same time; try again soon");
    }
  }

  /** In the caller's transaction, whose own limit of time holds again afterwards. */
  private <T> SearchResult<T> runWithin(
      Handle handle,
      SearchIndex index,
      SearchRequest request,
      RowReader<T> reader,
      Deadline deadline) {
    String before =
        handle
            .createQuery("SELECT pg_catalog.current_setting('statement_timeout')")
            .mapTo(String.class)
            .one();
    SearchResult<T> result = run(handle, index, request, reader, deadline);
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute("SET LOCAL statement_timeout = '" + before + "'");
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
    return result;
  }

  private <T> SearchResult<T> run(
      Handle handle,
      SearchIndex index,
      SearchRequest request,
      RowReader<T> reader,
      Deadline deadline) {
    StatementRunner statements = new StatementRunner(handle.getConnection(), deadline, budget);
    SearchContext context = new SearchContext(index, statements, clock.instant());
    HitReader.Hits<T> page = new HitReader<>(context, request, reader).read();
    long total = page.total().orElseGet(() -> MatchingRows.total(context, request.hitQuery()));
    return new SearchResult<>(
        total,
        page.hits(),
        new AggregationRunner(context).run(request.aggregations(), request.query()));
  }
}
