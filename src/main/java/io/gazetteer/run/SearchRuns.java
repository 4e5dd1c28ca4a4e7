package io.gazetteer.run;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Searches runs in the query language of the SDKs. */
@ApplicationScoped
public class SearchRuns {

  @Inject Access access;
  @Inject Searcher searcher;

  /**
   * Runs that match.
   *
   * @throws io.gazetteer.common.AppException where the request asks for what is not served
   */
  public SearchResult<Run> search(SearchRequest request) {
    access.check(Action.READ_RUN);
    return searcher.search(RunFields.INDEX, request, RunRows::ofRow);
  }
}
