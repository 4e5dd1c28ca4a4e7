package io.gazetteer.crawl.extract;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetSink;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.MappedSettings;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.crawl.lines.AssetLine;
import io.gazetteer.crawl.lines.DatabaseLines;
import io.gazetteer.crawl.lines.Period;
import io.gazetteer.crawl.read.DatabaseScope;
import io.gazetteer.crawl.read.ManifestDraft;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.OriginDatabases;
import io.gazetteer.crawl.read.ReadDatabase;
import io.gazetteer.crawl.read.ReadResult;
import io.gazetteer.crawl.server.ServerOrigin;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.RegexAnchor;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a server as a crawl does and writes rows and assets into a spool, without a service and
 * without a catalog database. For one thread.
 */
public final class Extraction {

  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofSeconds(2);

  private final Server server;
  private final ExtractionMonitor monitor;
  private final Clock clock;
  private final ManifestDraft draft;
  private final List<String> maintenanceDatabases;
  private final Selection selection;
  private final ServerOrigin origin;
  private final OriginDatabases databases;

  /**
   * The server to read.
   *
   * @param limits limits of transactions there
   */
  public record Server(
      OpenConnection openConnection,
      ConnectionTarget target,
      Source source,
      CrawlFilter filter,
      SourceLimits limits) {}

  /**
   * What will be read.
   *
   * @param listings every database that the server lists
   * @param databases names of those to read, in order; never empty
   */
  public record Plan(List<DatabaseListing> listings, List<String> databases) {}

  /**
   * What a read of a database would find.
   *
   * @param objects approximate number of rows
   */
  public record Look(Readiness readiness, long objects) {}

  /**
   * Format of the files.
   *
   * @param partMaxBytes size after which the next file begins
   */
  public record Form(boolean gzip, long partMaxBytes) {}

  /** Prepares an extraction; connects to nothing yet. */
  public Extraction(
      SmallRyeConfig config,
      Server server,
      ManifestDraft draft,
      ExtractionMonitor monitor,
      Clock clock) {
    this.server = server;
    this.draft = draft;
    this.monitor = monitor;
    this.clock = clock;
    this.maintenanceDatabases =
        MappedSettings.of(config, MaintenanceSettings.class)
            .maintenanceDatabases()
            .orElseGet(server.source()::maintenanceDatabases);
    this.selection = server.filter().selection();
    this.origin =
        new ServerOrigin(
            server.openConnection(),
            server.target(),
            server.source(),
            selection,
            maintenanceDatabases);
    this.databases = new OriginDatabases(origin, selection, monitor);
  }

  /**
   * Lists the databases of the server and chooses those to read.
   *
   * @throws AppException a SourceError; NOTHING_SELECTED; FILTER_UNREADABLE with every expression
   *     that the server cannot read
   */
  public Plan plan() {
    List<DatabaseListing> listings;
    try {
      listings = databases.listings();
    } catch (AppException fault) {
      monitor.throwIfCancelled();
      if (fault.getMessage().contains("SQLSTATE " + SqlState.INVALID_REGULAR_EXPRESSION)) {
        checkFilters(server.target().database().map(List::of).orElse(maintenanceDatabases));
      }
      throw fault;
    }
    List<String> chosen = databases.choose(listings);
    checkFilters(chosen);
    databases.unmatchedEntries(listings).forEach(monitor::warning);
    return new Plan(listings, chosen);
  }

  /** Asks in the first database that accepts a connection; if none does, the read will say why. */
  private void checkFilters(List<String> candidates) {
    for (String database : candidates) {
      try {
        checkFilters(database);
        return;
      } catch (AppException fault) {
        if (fault.code() == CrawlError.FILTER_UNREADABLE) {
          throw fault;
        }
      }
    }
  }

  /**
   * Checks both forms: "a)(b" is invalid, but valid inside the parentheses of the anchored form.
   */
  private void checkFilters(String database) {
    FieldErrors errors = new FieldErrors();
    try (Connection connection = server.openConnection().open(server.target(), database)) {
      for (Map<String, List<String>> filter :
          List.of(server.filter().include(), server.filter().exclude())) {
        for (Map.Entry<String, List<String>> entry : filter.entrySet()) {
          check(connection, entry.getKey(), errors);
          for (String schema : entry.getValue()) {
            check(connection, schema, errors);
          }
        }
      }
      if (server.filter().tableRegex().isPresent()) {
        check(connection, server.filter().tableRegex().get(), errors);
      }
    } catch (SQLException failure) {
      throw fault(failure, database);
    }
    errors.throwIfAny(CrawlError.FILTER_UNREADABLE);
  }

  private void check(Connection connection, String regex, FieldErrors errors) throws SQLException {
    if (!regex.equals("*")
        && !(isReadable(connection, regex)
            && isReadable(connection, RegexAnchor.anchored(regex)))) {
      errors.add("", "not a regular expression that PostgreSQL can read: " + regex);
    }
  }

  private boolean isReadable(Connection connection, String regex) throws SQLException {
    try {
      return new SourceTransaction(connection, server.limits())
          .brief(
              () -> {
                try (PreparedStatement statement =
                    connection.prepareStatement(SqlFiles.of(Extraction.class, "try_regex"))) {
                  statement.setString(1, regex);
                  return statement.execute();
                }
              });
    } catch (SQLException failure) {
      if (SqlState.INVALID_REGULAR_EXPRESSION.equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
    }
  }

  private AppException fault(SQLException failure, String database) {
    return SourceFailures.of(
        failure,
        server.target().server(),
        database,
        server.target().signIn().username(),
        "reading the catalog");
  }

  /**
   * Checks what a read would find, without reading.
   *
   * @return empty if the source does not support it
   * @throws AppException a SourceError
   */
  public Optional<Look> look(String database) {
    Optional<InspectsDatabases> inspects = server.source().capability(InspectsDatabases.class);
    try (Connection connection = server.openConnection().open(server.target(), database)) {
      long objects = server.source().count(connection, selection);
      return inspects.isPresent()
          ? Optional.of(new Look(inspects.get().readiness(connection, selection), objects))
          : Optional.empty();
    } catch (SQLException failure) {
      throw fault(failure, database);
    }
  }

  /**
   * Reads every database of a plan into a spool and seals it. If one cannot be read, the others
   * still are.
   *
   * @param folder the spool's folder, for messages
   * @return the result for each database; if all are FAILED, the spool is not sealed
   * @throws AppException an ObjectStoreError when the disk cannot be written
   * @throws java.util.concurrent.CancellationException when the monitor stops it
   */
  public List<Manifest.Database> read(Plan plan, RunSpool spool, Path folder, Form form) {
    List<Manifest.Database> done = new ArrayList<>();
    try {
      spool.begin(
          draft.of(
              origin,
              new Manifest.Filters(
                  server.filter().include(),
                  server.filter().exclude(),
                  server.filter().tableRegex()),
              plan.listings()));
      int number = 0;
      for (String database : plan.databases()) {
        number++;
        int current = number;
        done.add(
            readWithRetries(
                database,
                () -> {
                  monitor.begins(database, current, plan.databases().size());
                  return read(database, spool, form);
                }));
      }
      List<String> read =
          done.stream().filter(Extraction::isRead).map(Manifest.Database::name).toList();
      if (!read.isEmpty()) {
        spool.seal(read, done.stream().filter(each -> !isRead(each)).toList());
      }
      return done;
    } catch (IOException failure) {
      throw ObjectStores.fault(failure, "Writing to", folder);
    }
  }

  private static boolean isRead(Manifest.Database database) {
    return database.state() != Manifest.State.FAILED;
  }

  private interface Attempt {
    Manifest.Database read() throws IOException;
  }

  private Manifest.Database readWithRetries(String database, Attempt attempt) throws IOException {
    for (int tries = 1; ; tries++) {
      monitor.throwIfCancelled();
      try {
        return attempt.read();
      } catch (AppException fault) {
        // After a stop, an error of the source says nothing about the source.
        monitor.throwIfCancelled();
        if (!fault.code().retryable() || tries == ATTEMPTS) {
          monitor.error("%s: not read: %s".formatted(database, fault.getMessage()));
          return failed(database, fault);
        }
        monitor.warning(
            "%s: %s. Next attempt in %d s"
                .formatted(database, fault.getMessage(), BACKOFF.toSeconds() * tries));
        monitor.pause(BACKOFF.multipliedBy(tries));
      } finally {
        monitor.ends();
      }
    }
  }

  private static Manifest.Database failed(String database, AppException fault) {
    return new Manifest.Database(
        database,
        Manifest.State.FAILED,
        List.of(fault.getMessage()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Manifest.Database read(String database, RunSpool spool, Form form) throws IOException {
    Instant from = clock.instant();
    DatabaseScope scope =
        new DatabaseScope(draft.connection().qualifiedName(), database, server.source(), selection);
    try (OpenDatabase opened = databases.open(database);
        DatabaseLines lines =
            new DatabaseLines(
                spool.open(database, form.gzip(), form.partMaxBytes(), Long.MAX_VALUE),
                database,
                assetLine())) {
      ReadResult result =
          new ReadDatabase(scope, opened, monitor).read(ReadMode.ONCE, 0, new Unstored(), lines);
      Reading reading = result.reading().withWarnings(result.unmatchedEntries());
      monitor.progress(result.assets(), result.assets());
      lines.finish(reading, new Period(from, clock.instant()));
      monitor.ends();
      result.unmatchedEntries().forEach(each -> monitor.warning(database + ": " + each));
      result.log(monitor);
      return new Manifest.Database(
          database,
          reading.warnings().isEmpty() ? Manifest.State.COMPLETE : Manifest.State.DEGRADED,
          reading.warnings(),
          Optional.empty(),
          Optional.of(from),
          Optional.of(clock.instant()));
    }
  }

  /** Stores nothing: an extraction only publishes. */
  private static final class Unstored implements AssetSink {

    @Override
    public void write(StagedAsset asset) {}

    @Override
    public void unchanged(String typeName, String qualifiedName) {}

    @Override
    public void statistics(String typeName, String qualifiedName, byte[] statisticsJson) {}
  }

  private AssetLine assetLine() {
    return new AssetLine(
        draft.connection().qualifiedName(),
        draft.connection().name(),
        new Asset.LastSync(draft.workflow(), draft.run(), clock.instant()));
  }
}
