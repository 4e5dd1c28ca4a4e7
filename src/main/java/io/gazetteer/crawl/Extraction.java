package io.gazetteer.crawl;

import io.gazetteer.asset.Asset;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.common.MappedSettings;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.crawl.origin.OpenDatabase;
import io.gazetteer.crawl.origin.Origin;
import io.gazetteer.crawl.publish.AssetLine;
import io.gazetteer.crawl.publish.DatabaseLines;
import io.gazetteer.crawl.publish.Period;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceFault;
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
 * Reads a server as a crawl does and keeps what it reads and makes of it, to be published, without
 * a service and without a catalogue. For one thread.
 */
public final class Extraction {

  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofSeconds(2);

  private final Server server;
  private final ExtractionContext context;
  private final Clock clock;
  private final CrawlJob job;
  private final ManifestDraft draft;
  private final List<String> maintenanceDatabases;

  /**
   * What is read.
   *
   * @param limits of transactions there
   */
  public record Server(
      OpenConnection openConnection,
      ConnectionTarget target,
      Source source,
      CrawlFilter filter,
      SourceLimits limits) {}

  /**
   * What is going to be read.
   *
   * @param listings every database that the server tells
   * @param databases the names of those that are read, in order; never empty
   */
  public record Plan(List<DatabaseListing> listings, List<String> databases) {}

  /**
   * What a read of a database would hand out.
   *
   * @param objects how many rows, roughly
   */
  public record Look(Readiness readiness, long objects) {}

  /**
   * How files look.
   *
   * @param partMaxBytes size from which on the next file is begun
   */
  public record Form(boolean gzip, long partMaxBytes) {}

  /** An extraction; nothing is connected to yet. */
  public Extraction(
      SmallRyeConfig config,
      Server server,
      ManifestDraft draft,
      ExtractionContext context,
      Clock clock) {
    this.server = server;
    this.draft = draft;
    this.context = context;
    this.clock = clock;
    this.maintenanceDatabases =
        MappedSettings.of(config, MaintenanceSettings.class)
            .maintenanceDatabases()
            .orElseGet(server.source()::maintenanceDatabases);
    Selection selection = server.filter().selection();
    Origin origin =
        new ServerOrigin(
            server.openConnection(),
            server.target(),
            server.source(),
            selection,
            maintenanceDatabases);
    this.job =
        new CrawlJob(
            draft.workflow(),
            draft.connection().qualifiedName(),
            server.filter(),
            true,
            PublishOptions.NONE,
            origin,
            server.source());
  }

  /**
   * Asks the server which databases there are, and chooses.
   *
   * @throws AppException a SourceError; NOTHING_SELECTED; FILTER_UNREADABLE with every expression
   *     that the server cannot read
   */
  public Plan plan() {
    CrawlPlan crawlPlan = new CrawlPlan(job, context);
    List<DatabaseListing> listings;
    try {
      listings = crawlPlan.listings();
    } catch (AppException fault) {
      context.throwIfCancelled();
      if (SourceFault.isState(fault, SqlState.INVALID_REGULAR_EXPRESSION)) {
        checkFilters(server.target().database().map(List::of).orElse(maintenanceDatabases));
      }
      throw fault;
    }
    List<String> databases = crawlPlan.choose(listings).stream().map(PlannedScope::name).toList();
    checkFilters(databases);
    FilterReport.ofServer(job.selection(), job.origin(), listings, context).forEach(context::warn);
    return new Plan(listings, databases);
  }

  /** In the first database that lets itself be asked; where none does, the read will say why. */
  private void checkFilters(List<String> databases) {
    for (String database : databases) {
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

  /** Both forms count: "a)(b" is wrong, and right again once it stands between parentheses. */
  private void checkFilters(String database) {
    Faults faults = new Faults();
    try (Connection connection = server.openConnection().open(server.target(), database)) {
      for (Map<String, List<String>> filter :
          List.of(server.filter().include(), server.filter().exclude())) {
        for (Map.Entry<String, List<String>> entry : filter.entrySet()) {
          check(connection, entry.getKey(), faults);
          for (String schema : entry.getValue()) {
            check(connection, schema, faults);
          }
        }
      }
      if (server.filter().tableRegex().isPresent()) {
        check(connection, server.filter().tableRegex().get(), faults);
      }
    } catch (SQLException failure) {
      throw fault(failure, database);
    }
    faults.throwIfAny(CrawlError.FILTER_UNREADABLE);
  }

  private void check(Connection connection, String regex, Faults faults) throws SQLException {
    if (!regex.equals("*")
        && !(isReadable(connection, regex)
            && isReadable(connection, RegexAnchor.anchored(regex)))) {
      faults.add("", "not a regular expression that PostgreSQL can read: " + regex);
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
    return SourceFault.of(
        failure,
        server.target().server(),
        database,
        server.target().signIn().username(),
        "reading the catalog");
  }

  /**
   * Looks what a read would find, and reads nothing.
   *
   * @return empty for a source that cannot tell
   * @throws AppException a SourceError
   */
  public Optional<Look> look(String database) {
    try (Connection connection = server.openConnection().open(server.target(), database)) {
      long objects = server.source().count(connection, job.selection());
      Optional<InspectsDatabases> inspects = server.source().capability(InspectsDatabases.class);
      return inspects.isPresent()
          ? Optional.of(new Look(inspects.get().readiness(connection, job.selection()), objects))
          : Optional.empty();
    } catch (SQLException failure) {
      throw fault(failure, database);
    }
  }

  /**
   * Reads every database of a plan into a spool, which is sealed then. A database that cannot be
   * read does not keep the others from it.
   *
   * @param folder of the spool, for faults
   * @return what became of each; with FAILED alone nothing is sealed
   * @throws AppException an ObjectStoreError when the disk does not take it
   * @throws io.gazetteer.run.RunCancelledException when the context wants it to end
   */
  public List<Manifest.Database> read(Plan plan, RunSpool spool, Path folder, Form form) {
    List<Manifest.Database> done = new ArrayList<>();
    try {
      spool.begin(draft.of(job, plan.listings()));
      int number = 0;
      for (String database : plan.databases()) {
        number++;
        int current = number;
        done.add(
            readAtLast(
                database,
                () -> {
                  context.begins(database, current, plan.databases().size());
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

  /** One try. */
  private interface Attempt {
    Manifest.Database read() throws IOException;
  }

  private Manifest.Database readAtLast(String database, Attempt attempt) throws IOException {
    for (int tries = 1; ; tries++) {
      context.throwIfCancelled();
      try {
        return attempt.read();
      } catch (AppException fault) {
        // What the source says after it was told to stop is no fault of the source.
        context.throwIfCancelled();
        if (!fault.code().retryable() || tries == ATTEMPTS) {
          context.log(LogLevel.ERROR, "%s: not read: %s".formatted(database, fault.getMessage()));
          return failed(database, fault);
        }
        context.log(
            LogLevel.WARN,
            "%s: %s. Tried again in %d s"
                .formatted(database, fault.getMessage(), BACKOFF.toSeconds() * tries));
        context.pause(BACKOFF.multipliedBy(tries));
      } finally {
        context.ends();
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

  // The watch is there to be closed; nobody calls it.
  @SuppressWarnings("try")
  private Manifest.Database read(String database, RunSpool spool, Form form) throws IOException {
    Instant from = clock.instant();
    try (OpenDatabase opened = new CrawlPlan(job, context).open(database);
        RunContext.Watch watch = context.watch(opened::cancel);
        DatabaseLines lines =
            new DatabaseLines(
                spool.open(database, form.gzip(), form.partMaxBytes(), Long.MAX_VALUE),
                database,
                assetLine())) {
      long known = opened.count();
      context.progress(0, known);
      AssetWriter writer =
          new AssetWriter(lines.assets(asset -> {}), context, job, database, known);
      Reading read = opened.read(ReadMode.ONCE, lines.rows(writer));
      context.throwIfCancelled();
      FilterReport filters = new FilterReport(job.selection(), database, opened.filterMatch());
      Reading reading =
          read.withWarnings(filters.nothingSelected(read, writer.schemas(), writer.relations()))
              .withWarnings(filters.unmatchedEntries());
      context.progress(writer.written(), writer.written());
      lines.finish(reading, new Period(from, clock.instant()));
      context.ends();
      CrawlHandler.tell(context, database, writer.schemas(), reading);
      filters.log(context);
      return new Manifest.Database(
          database,
          reading.warnings().isEmpty() ? Manifest.State.COMPLETE : Manifest.State.DEGRADED,
          reading.warnings(),
          Optional.empty(),
          Optional.of(from),
          Optional.of(clock.instant()));
    }
  }

  private AssetLine assetLine() {
    return new AssetLine(
        draft.connection().qualifiedName(),
        draft.connection().name(),
        new Asset.LastSync(draft.workflow(), draft.run(), clock.instant()));
  }
}
