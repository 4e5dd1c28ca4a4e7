package io.gazetteer.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchError;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Answers search requests over any index. Reads only; safe for use by several threads. */
@ApplicationScoped
public class Searcher {

  private final Jdbi jdbi;
  private final Clock clock;
  private final SearchConfig config;

  @Inject
  Searcher(Jdbi jdbi, Clock clock, SearchConfig config) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Finds rows, counts them all and works out the aggregations, over one state of the store.
   *
   * @param mapper makes a hit of the index's columns
   * @throws AppException INVALID_QUERY where a value does not fit its field or the page is larger
   *     than the index hands out; QUERY_TIMEOUT
   */
  public <T> SearchResult<T> search(SearchIndex index, SearchRequest request, RowMapper<T> mapper) {
    if (request.size() > index.maxSize()) {
      throw new AppException(
          SearchError.INVALID_QUERY, "size: at most " + index.maxSize() + " hits make a page");
    }
    return jdbi.withHandle(
        handle ->
            handle.isInTransaction()
                ? run(handle, index, request, mapper)
                : handle.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ,
                    own -> run(own, index, request, mapper)));
  }

  private <T> SearchResult<T> run(
      Handle handle, SearchIndex index, SearchRequest request, RowMapper<T> mapper) {
    Instant now = clock.instant();
    Statements statements = new Statements(handle, config.queryTimeout());
    Query wanted =
        request
            .postFilter()
            .map(filter -> (Query) both(request.query(), filter))
            .orElse(request.query());
    Page<T> page =
        request.size() == 0
            ? Page.none()
            : Page.read(statements, index, request, wanted, mapper, now);
    long total =
        page.total()
            .orElseGet(() -> statements.number(Counting.total(index, wanted, now).statement()));
    ObjectNode aggregations =
        new AggregationRunner(statements, index, now).run(request.aggregations(), request.query());
    return new SearchResult<>(total, page.hits(), aggregations);
  }

  private static Query.Bool both(Query query, Query filter) {
    return new Query.Bool(List.of(), List.of(query, filter), List.of(), List.of(), 0);
  }
}
