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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Answers search requests over any index. Reads only; safe for use by several threads. */
@ApplicationScoped
public class Searcher {

  private static final String SORT_COLUMN = "search_sort_";

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
    List<Hit<T>> hits =
        request.size() == 0 ? List.of() : page(statements, index, request, wanted, mapper, now);
    boolean onlyPage =
        request.from() == 0 && request.searchAfter().isEmpty() && hits.size() < request.size();
    long total =
        onlyPage
            ? hits.size()
            : statements.number(Counting.of(index, wanted, Set.of(), now).statement());
    ObjectNode aggregations =
        new AggregationRunner(statements, index, now).run(request.aggregations(), request.query());
    return new SearchResult<>(total, hits, aggregations);
  }

  private static Query.Bool both(Query query, Query filter) {
    return new Query.Bool(List.of(), List.of(query, filter), List.of(), List.of(), 0);
  }

  private static <T> List<Hit<T>> page(
      Statements statements,
      SearchIndex index,
      SearchRequest request,
      Query query,
      RowMapper<T> mapper,
      Instant now) {
    SqlFragment where = QueryCompiler.compile(query, index.fields(), now);
    List<SortKey> keys = SortKey.of(index, request.sorts());
    Optional<SqlFragment> after =
        request.searchAfter().map(values -> Keyset.after(keys, values, now));
    SqlText text = new SqlText().add("SELECT " + index.columns());
    for (int i = 0; i < keys.size(); i++) {
      text.add(", " + keys.get(i).sql() + " AS " + SORT_COLUMN + i);
    }
    text.add(" FROM " + index.from() + " WHERE ").add(where);
    after.ifPresent(condition -> text.add(" AND ").add(condition));
    String order = keys.stream().map(SortKey::order).collect(Collectors.joining(", "));
    text.add(" ORDER BY " + order + " LIMIT ?", (long) request.size());
    text.add(" OFFSET ?", (long) request.from());
    return statements.list(
        text.build(),
        (row, context) -> {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).read(row, SORT_COLUMN + i));
          }
          return new Hit<>(mapper.map(row, context), values);
        });
  }
}
