package io.gazetteer.api.sdk.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.run.Run;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.AggregationWriter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Found runs in the form of the SDKs, which is Elasticsearch's.
 *
 * @param took milliseconds
 * @param aggregations by name; omitted when none was asked
 */
public record RunSearchAnswer(
    long took,
    @JsonProperty("timed_out") boolean timedOut,
    @JsonProperty("_shards") Shards shards,
    Hits hits,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) ObjectNode aggregations) {

  static RunSearchAnswer of(SearchResult<Run> found, long tookMillis) {
    List<RunHit> hits =
        found.hits().stream()
            .map(hit -> RunHit.of(RunWire.of(hit.row()), hit.sortValues()))
            .toList();
    return new RunSearchAnswer(
        tookMillis,
        false,
        new Shards(1, 1, 0, 0),
        new Hits(new Total(found.total(), "eq"), null, hits),
        AggregationWriter.write(found.aggregations()));
  }

  /** What clients of the original look at and never changes here: one shard, which answered. */
  public record Shards(int total, int successful, int skipped, int failed) {}

  /** How many there are; relation is always {@code eq}, exact. */
  public record Total(long value, String relation) {}

  /** The page, with the total of all; there are no scores. */
  @Schema(name = "RunHits")
  public record Hits(
      Total total,
      @JsonProperty("max_score") @Schema(nullable = true) Double maxScore,
      List<RunHit> hits) {}

  /** One run; {@code sort} is what the next page goes on behind. */
  public record RunHit(
      @JsonProperty("_index") String index,
      @JsonProperty("_type") String type,
      @JsonProperty("_id") String id,
      @JsonProperty("_seq_no") int seqNo,
      @JsonProperty("_primary_term") int primaryTerm,
      @JsonProperty("_score") @Schema(nullable = true) Double score,
      @JsonProperty("_source") RunWire source,
      List<Object> sort) {

    static RunHit of(RunWire run, List<Object> sort) {
      return new RunHit("runs", "_doc", run.metadata().name(), 1, 1, null, run, sort);
    }
  }
}
