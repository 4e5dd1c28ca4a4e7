package io.gazetteer.crawl;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.workflow.Workflow;

/**
 * What a run works with.
 *
 * @param workflow as it is now; a run uses the definition of the moment
 * @param target where to read from, secret included; never printed
 * @param source what reads it
 * @param selection the workflow's filters
 */
record CrawlJob(Workflow workflow, ConnectionTarget target, Source source, Selection selection) {

  String connectionQualifiedName() {
    return workflow.connectionQualifiedName();
  }
}
