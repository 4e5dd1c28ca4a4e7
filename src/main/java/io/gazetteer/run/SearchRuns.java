package io.gazetteer.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.sdk.run.RunWire;
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
   * @param body an Elasticsearch request over the paths of {@link RunWire}; an empty object finds
   *     all
   * @throws io.gazetteer.common.AppException where the body cannot be read or asks for what is not
   *     served, as {@link SearchRequest#parse} says
   */
  public SearchResult<Run> search(JsonNode body) {
    access.check(Action.READ_RUN);
    return searcher.search(RunFields.INDEX, SearchRequest.parse(body), RunRows::ofRow);
  }
}
