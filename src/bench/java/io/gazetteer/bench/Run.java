package io.gazetteer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A finished run of the service.
 *
 * @param recordedMs from its start to its end, as its own record says
 * @param clientMs from the request to the answer that showed its end
 */
record Run(long recordedMs, long clientMs, long created, long changed, long unchanged) {

  static Run of(JsonNode run, long clientMs) {
    Instant from = Instant.parse(run.path("startedAt").asText());
    Instant to = Instant.parse(run.path("finishedAt").asText());
    return new Run(
        Duration.between(from, to).toMillis(),
        clientMs,
        run.path("created").asLong(),
        run.path("changed").asLong(),
        run.path("unchanged").asLong());
  }
}
