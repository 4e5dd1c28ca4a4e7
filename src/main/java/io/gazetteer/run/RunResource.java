package io.gazetteer.run;

import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageQuery;
import io.gazetteer.common.page.PageRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Runs in our own API. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

  @Inject FindRuns findRuns;
  @Inject RunLog runLog;
  @Inject CancelRun cancelRun;

  @GET
  public Page<Run> list(
      @BeanParam PageQuery query,
      @QueryParam("workflow") String workflow,
      @Parameter(schema = @Schema(type = SchemaType.ARRAY, implementation = RunState.class))
          @QueryParam("state")
          List<String> state) {
    RunFilter filter =
        new RunFilter(
            query.text("workflow", workflow), query.choices("state", state, RunState.class));
    PageRequest page = query.read("-createdAt", "createdAt");
    return Page.of(findRuns.page(filter, page), page, run -> List.of(Long.toString(run.id())));
  }

  @GET
  @Path("/{name}")
  public RunView get(@PathParam("name") String name) {
    Run run = findRuns.require(name);
    return new RunView(run, findRuns.scopesOf(run.id()));
  }

  /** The log of a run in the order of writing, to be read on with {@code next} until complete. */
  @GET
  @Path("/{name}/log")
  public LogPage log(@PathParam("name") String name, @BeanParam PageQuery query) {
    PageRequest page = query.read("id");
    // The state is read first, so that "complete" never hides a line written in between.
    boolean complete = findRuns.require(name).state().isFinal();
    List<RunLogLine> lines = runLog.read(name, page.number(0, 0), page.limit());
    Optional<RunLogLine> last = lines.stream().reduce((first, second) -> second);
    String next =
        page.cursorAfter(
            List.of(Long.toString(last.map(RunLogLine::id).orElse(page.number(0, 0)))));
    return new LogPage(lines, next, complete && lines.size() < page.limit());
  }

  @POST
  @Path("/{name}/cancel")
  @Consumes(MediaType.WILDCARD)
  public Run cancel(@PathParam("name") String name) {
    return cancelRun.cancel(name);
  }

  /** A run with its scopes, which are none before it is planned. */
  public record RunView(Run run, List<RunScope> scopes) {}

  /**
   * A page of a log.
   *
   * @param next what to send as {@code cursor} for the lines that follow, written already or not
   * @param complete true when the run has ended and this is the last page
   */
  public record LogPage(List<RunLogLine> items, String next, boolean complete) {}
}
