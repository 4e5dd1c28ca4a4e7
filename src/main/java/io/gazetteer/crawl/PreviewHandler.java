package io.gazetteer.crawl;

import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.workflow.PreviewWorkflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The kind of run that finds out what a crawl would do: it reads the source as a crawl does and
 * rolls its merge back. The run's counts and log tell the result; the catalogue stays as it is.
 */
@ApplicationScoped
public class PreviewHandler implements RunHandler {

  @Inject CrawlHandler crawl;
  @Inject PrepareCrawl prepare;
  @Inject ArchiveDatabases archiveDatabases;

  @Override
  public String kind() {
    return PreviewWorkflow.KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    CrawlJob job = prepare.job(context.run());
    CrawlPlan plan = new CrawlPlan(job, context);
    return plan.choose(plan.listings());
  }

  @Override
  public ScopeOutcome execute(RunContext context, String database) {
    return crawl.crawl(context, database, true);
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    archiveDatabases.archive(context, scopes, true);
  }
}
