package io.gazetteer.web;

import io.gazetteer.asset.FindAssets;
import io.gazetteer.common.AppException;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.publish.FindPublications;
import io.gazetteer.publish.Publication;
import io.gazetteer.publish.RepeatPublication;
import io.gazetteer.run.CancelRun;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunError;
import io.gazetteer.run.RunLog;
import io.gazetteer.run.RunLogLine;
import io.gazetteer.run.RunScope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run: how far it is, its log, and what it came to. */
@Path("/ui/runs/{name}")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class RunPage {

  private static final int CHANGES = 200;
  private static final int LOG_LINES = 500;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Inject FindRuns findRuns;
  @Inject RunLog runLog;
  @Inject CancelRun cancelRun;
  @Inject FindAssets findAssets;
  @Inject FindPublications findPublications;
  @Inject RepeatPublication repeatPublication;
  @Inject Vocabulary vocabulary;
  @Inject Clock clock;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance run(RunView view, LogView log);

    static native TemplateInstance status(RunView view);

    static native TemplateInstance log(LogView log);
  }

  /**
   * Some lines of the log.
   *
   * @param last id of the last line, to ask for what comes after
   * @param more whether to ask again
   */
  public record LogView(String run, List<Line> lines, long last, boolean more) {}

  /** A line of the log; time in UTC. */
  public record Line(String time, String level, String scope, String message) {}

  /** The page, or only its state where htmx asks for that again. */
  @GET
  public TemplateInstance run(
      @PathParam("name") String name, @HeaderParam("HX-Request") boolean part) {
    Run run = findRuns.require(name);
    return part ? Templates.status(view(run)) : Templates.run(view(run), logView(run, 0));
  }

  /** What was written into the log after a line. */
  @GET
  @Path("/log")
  public TemplateInstance log(
      @PathParam("name") String name, @QueryParam("after") @DefaultValue("0") long after) {
    return Templates.log(logView(findRuns.require(name), after));
  }

  /** Asks the run to end, then shows it. */
  @POST
  @Path("/stop")
  public Response stop(@PathParam("name") String name) {
    try {
      cancelRun.cancel(name);
    } catch (AppException fault) {
      // It was over before the button was pressed; the page says how it ended.
      if (fault.code() != RunError.RUN_ALREADY_FINISHED) {
        throw fault;
      }
    }
    return Response.seeOther(Links.run(name)).build();
  }

  /** Asks for publishing again what the run read, then shows the run that does it. */
  @POST
  @Path("/publish")
  public Response publish(@PathParam("name") String name) {
    return Response.seeOther(Links.run(repeatPublication.repeat(name).name())).build();
  }

  @GET
  @Path("/files/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response file(@PathParam("name") String name, @PathParam("path") String path) {
    return Response.ok(findPublications.open(name, path))
        .header("Content-Disposition", "attachment")
        .build();
  }

  private RunView view(Run run) {
    List<RunScope> scopes = findRuns.scopesOf(run.id());
    List<ChangeView> changes =
        run.state().isFinal()
            ? findAssets.changesOfRun(run.name(), PageRequest.first(CHANGES)).items().stream()
                .map(change -> ChangeView.of(vocabulary, change, clock.instant()))
                .toList()
            : List.of();
    return RunView.of(run, scopes, changes, clock.instant()).with(published(run));
  }

  /** Null where it was not to publish. */
  private PublishedView published(Run run) {
    Optional<Publication> found = findPublications.byRun(run.name());
    if (found.isEmpty()) {
      return null;
    }
    try {
      return PublishedView.of(found.get(), findPublications.files(found.get()));
    } catch (AppException fault) {
      return PublishedView.unreadable(found.get(), fault.getMessage());
    }
  }

  /** The run is read before its log, so that nothing written in between is missed. */
  private LogView logView(Run run, long after) {
    List<RunLogLine> found = runLog.read(run.name(), after, LOG_LINES);
    long last = found.isEmpty() ? after : found.get(found.size() - 1).id();
    boolean more = !run.state().isFinal() || found.size() == LOG_LINES;
    List<Line> lines =
        found.stream()
            .map(
                line ->
                    new Line(
                        TIME.format(line.at()),
                        line.level().name(),
                        line.scope().orElse(""),
                        line.message()))
            .toList();
    return new LogView(run.name(), lines, last, more);
  }
}
