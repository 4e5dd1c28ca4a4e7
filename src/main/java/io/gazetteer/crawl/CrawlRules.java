package io.gazetteer.crawl;

import io.gazetteer.asset.MergeFence;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.Staging;
import io.gazetteer.run.RunContext;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the rules under which a run merges. */
@ApplicationScoped
class CrawlRules {

  @Inject CrawlSettings settings;
  @Inject Staging staging;
  @Inject FindWorkflows findWorkflows;

  /**
   * The rules for what is going to be read; to be asked before the read begins, and anew before
   * each further one.
   *
   * @param database empty = the list of databases
   * @param dryRun whether everything is to stay as it is
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
