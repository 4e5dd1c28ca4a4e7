package io.gazetteer.workflow;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchIndex;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.Searcher;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Searches workflows in use with the query language of the SDKs. */
@ApplicationScoped
public class SearchWorkflows {

  private static final int MAX_SIZE = 1_000;
  private static final SearchIndex INDEX =
      new SearchIndex(
          "(SELECT * FROM workflow WHERE archived_at IS NULL) w",
          "w.name",
          new WorkflowFields(),
          "w.name",
          MAX_SIZE);

  @Inject Access access;
  @Inject Searcher searcher;
  @Inject WorkflowRepository workflows;

  /**
   * Returns a page of workflows.
   *
   * @throws io.gazetteer.common.AppException SearchError naming what is not supported
   */
  public SearchResult<Workflow> search(SearchRequest request) {
    access.check(Action.READ_WORKFLOW);
    SearchResult<String> result = searcher.search(INDEX, request, row -> row.getString("name"));
    Map<String, Workflow> found = workflows.named(result.hits().stream().map(Hit::row).toList());
    return new SearchResult<>(
        result.total(),
        result.hits().stream()
            .map(hit -> new Hit<>(found.get(hit.row()), hit.sortValues()))
            .toList(),
        result.aggregations());
  }
}
