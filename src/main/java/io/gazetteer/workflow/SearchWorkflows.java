package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  @Inject WorkflowStore workflows;
  @Inject ObjectMapper json;

  /**
   * Answers a search in the form that Elasticsearch answers.
   *
   * @param body the bare request, without a wrapper
   * @throws io.gazetteer.common.AppException SearchError, naming what is malformed or not served
   */
  public ObjectNode search(JsonNode body) {
    access.check(Action.READ_WORKFLOW);
    JsonNode sent = body == null ? json.createObjectNode() : body;
    SearchResult<String> result =
        searcher.search(INDEX, SearchRequest.parse(sent), row -> row.getString("name"));
    return envelope(result, workflows.named(result.hits().stream().map(Hit::row).toList()));
  }

  private ObjectNode envelope(SearchResult<String> result, Map<String, Workflow> found) {
    ObjectNode answer = json.createObjectNode().put("took", 1).put("timed_out", false);
    answer
        .putObject("_shards")
        .put("total", 1)
        .put("successful", 1)
        .put("skipped", 0)
        .put("failed", 0);
    ObjectNode hits = answer.putObject("hits");
    hits.putObject("total").put("value", result.total()).put("relation", "eq");
    hits.putNull("max_score");
    ArrayNode list = hits.putArray("hits");
    for (Hit<String> hit : result.hits()) {
      Workflow workflow = found.get(hit.row());
      ObjectNode entry =
          list.addObject()
              .put("_index", "workflows")
              .put("_type", "_doc")
              .put("_id", workflow.name())
              .put("_seq_no", workflow.generation())
              .put("_primary_term", 1)
              .putNull("_score");
      entry.set("_source", WorkflowWire.source(workflow));
      entry.set("sort", json.valueToTree(hit.sortValues()));
    }
    if (!result.aggregations().isEmpty()) {
      answer.set("aggregations", result.aggregations());
    }
    return answer;
  }
}
