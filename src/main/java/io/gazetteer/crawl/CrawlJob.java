package io.gazetteer.crawl;

import io.gazetteer.crawl.origin.Origin;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.Workflow;

/**
 * What a run works with: the workflow's definition at this moment, and where its rows come from.
 *
 * @param workflow name of the workflow
 * @param fullRead whether the workflow has everything read each time
 * @param publishing what the workflow says about publishing
 * @param origin where the rows come from, filters included; never printed
 * @param source the kind of system that they are of
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

  /** The filters as a source understands them. */
  Selection selection() {
    return filter.selection();
  }
}
