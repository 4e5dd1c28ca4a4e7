package io.gazetteer.crawl.run;

import io.gazetteer.crawl.read.DatabaseScope;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.crawl.read.OriginDatabases;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.Workflow;

/**
 * What a run works with: the current definition of its workflow, and where the rows come from.
 *
 * @param fullRead whether the workflow reads everything each time
 * @param publishing what the workflow says about publishing
 * @param origin where the rows come from, with the filters; never printed
 * @param source the kind of server that the rows are from
 */
record CrawlJob(
    String workflow,
    String connectionQualifiedName,
    CrawlFilter filter,
    boolean fullRead,
    PublishOptions publishing,
    Origin origin,
    Source source) {

  static CrawlJob of(Workflow workflow, Origin origin, Source source) {
    return new CrawlJob(
        workflow.name(),
        workflow.connectionQualifiedName(),
        workflow.filter(),
        workflow.fullRead(),
        workflow.publishing(),
        origin,
        source);
  }

  Selection selection() {
    return filter.selection();
  }

  OriginDatabases databases(RunContext context) {
    return new OriginDatabases(origin, selection(), new RunMonitor(context));
  }

  DatabaseScope scope(String database) {
    return new DatabaseScope(connectionQualifiedName, database, source, selection());
  }
}
