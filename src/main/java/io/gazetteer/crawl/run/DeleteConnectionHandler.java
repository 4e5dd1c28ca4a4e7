package io.gazetteer.crawl.run;

import io.gazetteer.asset.entity.RemoveConnection;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.workflow.DeleteConnectionPackage;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Handles runs that delete a connection's assets, in batches, so that they can be cancelled and
 * block nobody. Running it again deletes the rest.
 */
@ApplicationScoped
public class DeleteConnectionHandler implements RunHandler {

  @Inject PrepareCrawl prepare;
  @Inject FindWorkflows findWorkflows;
  @Inject RemoveConnection removeConnection;

  @Override
  public String kind() {
    return DeleteConnectionPackage.KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    RemoveConnection.Removal removal = removal(context);
    warnOfOtherWorkflows(context, removal.connectionQualifiedName());
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
      // A crawl may have added some in the meantime.
      context.progress(removed, Math.max(known, removed));
    }
    removeConnection.finish(removal);
    if (removal.purge()) {
      removeConnection.forgetNames();
    }
    context.log(
        LogLevel.INFO,
        "%d assets of connection %s and the connection itself were %s"
            .formatted(removed, connection, removal.purge() ? "purged" : "archived"));
    return new ScopeOutcome(0, 0, removed, 0, List.of());
  }

  private RemoveConnection.Removal removal(RunContext context) {
    Workflow workflow = prepare.workflow(context.run());
    return new RemoveConnection.Removal(
        workflow.connectionQualifiedName(),
        workflow.settings().purge(),
        workflow.name(),
        context.run().name());
  }

  private void warnOfOtherWorkflows(RunContext context, String connection) {
    for (Workflow workflow : findWorkflows.all()) {
      if (workflow.archivedAt().isEmpty()
          && workflow.connectionQualifiedName().equals(connection)
          && !workflow.deletesConnection()) {
        context.log(
            LogLevel.WARN,
            "Workflow %s still crawls this connection, and its next run restores the assets. Archive the workflow if they must stay deleted"
                .formatted(workflow.name()));
      }
    }
  }
}
