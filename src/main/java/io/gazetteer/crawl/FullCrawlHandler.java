package io.gazetteer.crawl;

import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.workflow.Rerun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The kind of run that crawls and reads everything, also what seems to be unchanged. */
@ApplicationScoped
public class FullCrawlHandler implements RunHandler {

  /** The kind under which runs ask for this handler. */
  public static final String KIND = Rerun.FULL_KIND;

  @Inject CrawlHandler crawl;

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    return crawl.plan(context);
  }

  @Override
  public ScopeOutcome execute(RunContext context, String database) {
    return crawl.execute(context, database);
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    crawl.conclude(context, scopes);
  }
}
