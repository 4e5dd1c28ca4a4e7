package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.publish.Manifest;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The databases of a published run.
 *
 * @param name where the run is, for messages
 */
record PublishedOrigin(
    String name, Supplier<StoreReads> reads, PublishedRun run, Selection selection, NameRules rules)
    implements Origin {

  @Override
  public Optional<Address> address() {
    Manifest.Server server = run.manifest().server();
    return server.equals(Manifest.Server.UNKNOWN)
        ? Optional.empty()
        : Optional.of(new Address(server.host(), server.port()));
  }

  @Override
  public boolean listsEveryDatabase() {
    return run.manifest().listsEveryDatabase() && !run.manifest().listing().isEmpty();
  }

  /**
   * Returns the databases that the run read, and those that the server only listed, which cannot be
   * read here.
   */
  @Override
  public List<DatabaseListing> databases() {
    Set<String> names = names();
    Set<String> templates =
        run.manifest().listing().stream()
            .filter(Manifest.Listed::template)
            .map(Manifest.Listed::name)
            .collect(Collectors.toSet());
    List<DatabaseListing> listings = new ArrayList<>();
    for (DatabaseListing named : rules.databases(names, selection)) {
      boolean read = find(named.name()).isPresent();
      listings.add(
          new DatabaseListing(
              named.name(),
              read,
              // One that was read was asked for, template or not.
              !read && templates.contains(named.name()),
              named.included(),
              named.excluded()));
    }
    return listings;
  }

  @Override
  public Set<String> matching(Collection<String> expressions) {
    return rules.matched(expressions, names());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    run.manifest().listing().forEach(listed -> names.add(listed.name()));
    run.manifest().databases().forEach(database -> names.add(database.name()));
    return names;
  }

  private Optional<Manifest.Database> find(String database) {
    return run.database(database).filter(found -> found.state() != Manifest.State.FAILED);
  }

  @Override
  public String whyClosed(String database) {
    return run.database(database)
        .map(failed -> "it could not be read: " + String.join("; ", failed.reasons()))
        .orElse("the run %s did not read it".formatted(run.manifest().run()));
  }

  @Override
  public OpenDatabase open(String database) {
    Manifest.Database found =
        find(database)
            .orElseThrow(
                () ->
                    new AppException(
                        OfflineError.OFFLINE_DATABASE_NOT_READ,
                        "%s has no database %s: %s"
                            .formatted(name, database, whyClosed(database))));
    return new PublishedDatabase(reads.get(), run, found, selection, rules);
  }
}
