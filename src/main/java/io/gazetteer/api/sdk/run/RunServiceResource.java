package io.gazetteer.api.sdk.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gazetteer.run.CancelRun;
import io.gazetteer.run.Run;
import io.gazetteer.run.SearchRuns;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.RequestParser;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.TimeUnit;

/** Searches and stops runs, in the form that the SDKs use. */
@Path("/api/service/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunServiceResource {

  @Inject CancelRun cancelRun;
  @Inject SearchRuns searchRuns;

  /** Searches runs; no body finds all. */
  @POST
  @Path("/indexsearch")
  @Consumes(MediaType.APPLICATION_JSON)
  public RunSearchAnswer search(JsonNode body) {
    long from = System.nanoTime();
    SearchResult<Run> found =
        searchRuns.search(
            RequestParser.parse(body == null ? JsonNodeFactory.instance.objectNode() : body));
    return RunSearchAnswer.of(found, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
  }

  /** Takes a run's or a workflow's name; the body, if any, is not read. */
  @POST
  @Path("/{name}/stop")
  @Consumes(MediaType.WILDCARD)
  public RunWire stop(@PathParam("name") String name) {
    return RunWire.of(cancelRun.cancel(name));
  }
}
