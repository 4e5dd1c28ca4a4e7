package io.gazetteer.crawl;

import io.gazetteer.asset.entity.RemoveConnection;
import io.gazetteer.common.AppException;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.workflow.DeleteConnectionPackage;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The kind of run that deletes a connection's assets, in batches, so that it can be cancelled and
 * holds nobody up. Running it again takes what is left, and nothing where nothing is.
 */
@ApplicationScoped
public class DeleteConnectionHandler implements RunHandler {

  @Inject FindWorkflows findWorkflows;
  @Inject RemoveConnection removeConnection;

  @Override
  public String kind() {
    return DeleteConnectionPackage.KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    RemoveConnection.Removal removal = removal(context);
    tellWhoBringsItBack(context, removal.connectionQualifiedName());
    return List.of(
        new PlannedScope(removal.connectionQualifiedName(), removeConnection.count(removal)));
  }

  @Override
  public ScopeOutcome execute(RunContext context, String connection) {
    RemoveConnection.Removal removal = removal(context);
    long known = removeConnection.count(removal);
    context.progress(0, known);
    long removed = 0;
    Optional<RemoveConnection.Position> position = Optional.of(removeConnection.start(removal));
    while (position.isPresent()) {
      context.throwIfCancelled();
      position = removeConnection.next(removal, position.get());
      removed += position.map(RemoveConnection.Position::removed).orElse(0L);
      // A crawl may have added some meanwhile.
      context.progress(removed, Math.max(known, removed));
    }
    removeConnection.finish(removal);
    if (removal.purge()) {
      removeConnection.forgetNames();
    }
    context.log(
        LogLevel.INFO,
        "%d assets of connection %s were %s, and the connection's own"
            .formatted(removed, connection, removal.purge() ? "purged" : "archived"));
    return new ScopeOutcome(0, 0, removed, 0, List.of());
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    // All is done with the one scope.
  }

  private RemoveConnection.Removal removal(RunContext context) {
    Workflow workflow =
        findWorkflows
            .byName(context.run().workflowName())
            .orElseThrow(
                () ->
                    new AppException(
                        CrawlError.CRAWL_WORKFLOW_GONE,
                        "The workflow %s was archived meanwhile"
                            .formatted(context.run().workflowName())));
    return new RemoveConnection.Removal(
        workflow.connectionQualifiedName(),
        workflow.settings().purge(),
        workflow.name(),
        context.run().name());
  }

  private void tellWhoBringsItBack(RunContext context, String connection) {
    for (Workflow workflow : findWorkflows.all()) {
      if (workflow.archivedAt().isEmpty()
          && workflow.connectionQualifiedName().equals(connection)
          && !DeleteConnectionPackage.isOne(workflow)) {
        context.log(
            LogLevel.WARN,
            "Workflow %s still crawls this connection; its next run brings the assets back. Archive it if they are to stay away"
                .formatted(workflow.name()));
      }
    }
  }
}
