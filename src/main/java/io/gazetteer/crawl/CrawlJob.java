package io.gazetteer.crawl;

import io.gazetteer.crawl.origin.Origin;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.workflow.Workflow;

/**
 * What a run works with.
 *
 * @param workflow as it is now; a run uses the definition of the moment
 * @param origin where the rows come from, filters included; never printed
 * @param source the kind of system that they are of
 * @param selection the workflow's filters
 */
record CrawlJob(Workflow workflow, Origin origin, Source source, Selection selection) {

  String connectionQualifiedName() {
    return workflow.connectionQualifiedName();
  }
}
