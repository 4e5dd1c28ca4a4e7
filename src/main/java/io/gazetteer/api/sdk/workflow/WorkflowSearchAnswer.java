package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.AggregationWriter;
import io.gazetteer.workflow.Workflow;

/** Found workflows in the form that Elasticsearch answers. */
final class WorkflowSearchAnswer {

  private WorkflowSearchAnswer() {}

  static ObjectNode of(SearchResult<Workflow> result, ObjectMapper json) {
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("took", 1).put("timed_out", false);
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
    for (Hit<Workflow> hit : result.hits()) {
      ObjectNode entry =
          list.addObject()
              .put("_index", "workflows")
              .put("_type", "_doc")
              .put("_id", hit.row().name())
              .put("_seq_no", hit.row().generation())
              .put("_primary_term", 1)
              .putNull("_score");
      entry.set("_source", WorkflowWire.source(hit.row()));
      entry.set("sort", json.valueToTree(hit.sortValues()));
    }
    if (!result.aggregations().isEmpty()) {
      answer.set("aggregations", AggregationWriter.write(result.aggregations()));
    }
    return answer;
  }
}
