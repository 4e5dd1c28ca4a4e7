package io.gazetteer.crawl.run;

import io.gazetteer.asset.MergeFence;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.Staging;
import io.gazetteer.crawl.CrawlSettings;
import io.gazetteer.run.RunContext;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Determines the rules for the merges of a run. */
@ApplicationScoped
class CrawlRules {

  @Inject CrawlSettings settings;
  @Inject Staging staging;
  @Inject FindWorkflows findWorkflows;

  /**
   * Returns the rules for the next read. Call it before each read begins.
   *
   * @param database empty = the list of databases
   * @param dryRun whether nothing is changed
   */
  MergeRules before(CrawlJob job, RunContext context, String database, boolean dryRun) {
    long changes = staging.changesOf(job.connectionQualifiedName(), database);
    return new MergeRules(
        settings.archiveLimitPercent(),
        dryRun,
        job.filter().archiveFilteredOut(),
        others(job),
        new MergeFence(OptionalLong.of(changes), context::mustHold));
  }

  private Set<String> others(CrawlJob job) {
    return findWorkflows.all().stream()
        .filter(other -> other.connectionQualifiedName().equals(job.connectionQualifiedName()))
        .map(Workflow::name)
        .filter(name -> !name.equals(job.workflow()))
        .collect(Collectors.toSet());
  }
}
