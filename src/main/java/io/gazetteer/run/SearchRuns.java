package io.gazetteer.run;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Searches runs in the query language of the SDKs. */
@ApplicationScoped
public class SearchRuns {

  @Inject Access access;
  @Inject Searcher searcher;
  @Inject RunRepository runs;

  /**
   * Runs that match.
   *
   * @throws io.gazetteer.common.AppException where the request asks for what is not served
   */
  public SearchResult<Run> search(SearchRequest request) {
    access.check(Action.READ_RUN);
    SearchResult<Long> result = searcher.search(RunFields.INDEX, request, row -> row.getLong("id"));
    Map<Long, Run> found = runs.byIds(result.hits().stream().map(Hit::row).toList());
    return new SearchResult<>(
        result.total(),
        result.hits().stream()
            .filter(hit -> found.containsKey(hit.row()))
            .map(hit -> new Hit<>(found.get(hit.row()), hit.sortValues()))
            .toList(),
        result.aggregations());
  }
}
