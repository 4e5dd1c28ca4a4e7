package io.gazetteer.run;

import io.gazetteer.common.AppException;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Runs in our own API. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

  @Inject FindRuns findRuns;
  @Inject RunLog runLog;
  @Inject CancelRun cancelRun;

  /**
   * Runs, newest first.
   *
   * @param before only runs with a smaller id; the {@code next} of the page before
   */
  @GET
  public RunPage list(
      @QueryParam("before") Optional<Long> before,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
    List<Run> runs = findRuns.recent(limit, before.orElse(Long.MAX_VALUE));
    Optional<Long> next =
        runs.size() < limit ? Optional.empty() : Optional.of(runs.get(runs.size() - 1).id());
    return new RunPage(runs, next);
  }

  @GET
  @Path("/{name}")
  public RunView get(@PathParam("name") String name) {
    Run run = find(name);
    return new RunView(run, findRuns.scopesOf(run.id()));
  }

  /**
   * The log of a run, in the order of writing.
   *
   * @param after id of the last line seen
   */
  @GET
  @Path("/{name}/log")
  public LogPage log(
      @PathParam("name") String name,
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("500") @Min(1) @Max(5000) int limit) {
    // The state is read first, so that "complete" never hides a line written in between.
    boolean complete = find(name).state().isFinal();
    List<RunLogLine> lines = runLog.read(name, after, limit);
    long last = lines.isEmpty() ? after : lines.get(lines.size() - 1).id();
    return new LogPage(lines, last, complete && lines.size() < limit);
  }

  @POST
  @Path("/{name}/cancel")
  @Consumes(MediaType.WILDCARD)
  public Run cancel(@PathParam("name") String name) {
    return cancelRun.cancel(name);
  }

  private Run find(String name) {
    return findRuns
        .byName(name)
        .orElseThrow(
            () -> new AppException(RunError.RUN_NOT_FOUND, "There is no run named " + name));
  }

  /**
   * Some runs.
   *
   * @param next what to send as {@code before} for older ones; null on the last page
   */
  public record RunPage(List<Run> runs, Optional<Long> next) {}

  /** A run with its scopes, which are none before it is planned. */
  public record RunView(Run run, List<RunScope> scopes) {}

  /**
   * Some lines of a log.
   *
   * @param last what to send as {@code after} next time
   * @param complete true when the run has ended and nothing more will come
   */
  public record LogPage(List<RunLogLine> lines, long last, boolean complete) {}
}
