package io.gazetteer.crawl.read;

import io.gazetteer.publish.Manifest;
import io.gazetteer.source.DatabaseListing;
import java.time.Instant;
import java.util.List;

/**
 * What a manifest says about a run before anything is read.
 *
 * @param connection the connection that contains the assets
 */
public record ManifestDraft(
    String productVersion,
    Manifest.Connection connection,
    String workflow,
    String run,
    Instant runStartedAt) {

  /** The manifest without databases and files. */
  public Manifest of(Origin origin, Manifest.Filters filters, List<DatabaseListing> listings) {
    return new Manifest(
        Manifest.FORMAT,
        Manifest.VERSION,
        productVersion,
        Instant.EPOCH,
        connection,
        origin
            .address()
            .map(address -> new Manifest.Server(address.host(), address.port()))
            .orElse(Manifest.Server.UNKNOWN),
        workflow,
        run,
        runStartedAt,
        filters,
        listings.stream()
            .map(
                listing ->
                    new Manifest.Listed(listing.name(), listing.connectable(), listing.template()))
            .toList(),
        origin.listsEveryDatabase(),
        List.of(),
        List.of());
  }
}
