package io.gazetteer.crawl;

import io.gazetteer.publish.Manifest;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.workflow.CrawlFilter;
import java.time.Instant;
import java.util.List;

/**
 * What a manifest says of a run before anything is read.
 *
 * @param productVersion of this program
 * @param connection what the assets are below
 * @param workflow name of the workflow
 * @param run name of the run that reads
 * @param runStartedAt when it began
 */
public record ManifestDraft(
    String productVersion,
    Manifest.Connection connection,
    String workflow,
    String run,
    Instant runStartedAt) {

  /** The manifest without databases and files. */
  Manifest of(CrawlJob job, List<DatabaseListing> listings) {
    CrawlFilter filter = job.filter();
    return new Manifest(
        Manifest.FORMAT,
        Manifest.VERSION,
        productVersion,
        Instant.EPOCH,
        connection,
        job.origin()
            .address()
            .map(address -> new Manifest.Server(address.host(), address.port()))
            .orElse(Manifest.Server.UNKNOWN),
        workflow,
        run,
        runStartedAt,
        new Manifest.Filters(filter.include(), filter.exclude(), filter.tableRegex()),
        listings.stream()
            .map(
                listing ->
                    new Manifest.Listed(listing.name(), listing.connectable(), listing.template()))
            .toList(),
        job.origin().listsEveryDatabase(),
        List.of(),
        List.of());
  }
}
