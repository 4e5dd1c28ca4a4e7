package io.gazetteer.publish;

import io.gazetteer.common.AppException;
import io.gazetteer.common.DataSettings;
import io.gazetteer.common.OwnFiles;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunCancelledException;
import io.gazetteer.run.RunContext;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Publishes what a run read. */
@ApplicationScoped
public class PublishRun {

  private static final Logger LOG = Logger.getLogger(PublishRun.class);
  private static final String SPOOL = "spool";

  /** Older incomplete uploads were left behind by a crash. */
  private static final Duration ABANDONED = Duration.ofDays(2);

  private final PublishSettings settings;
  private final ObjectStores stores;
  private final PublicationRepository publications;
  private final Clock clock;
  private final Path spools;

  @Inject
  PublishRun(
      PublishSettings settings,
      ObjectStores stores,
      PublicationRepository publications,
      Clock clock,
      DataSettings data) {
    this.settings = settings;
    this.stores = stores;
    this.publications = publications;
    this.clock = clock;
    this.spools = settings.spoolFolder().orElse(data.dataDir().resolve(SPOOL)).toAbsolutePath();
  }

  public boolean isOn(PublishOptions options) {
    return options.enabled().orElse(settings.enabled());
  }

  public RunSpool spool(String run) {
    return new RunSpool(spools, run);
  }

  /**
   * Begins a database in the spool of a run, with the format that is configured.
   *
   * @throws IOException when the disk cannot be written
   */
  public DatabaseSpool open(String run, String database) throws IOException {
    return spool(run)
        .open(database, settings.gzip(), settings.partMaxBytes(), settings.spoolMaxBytes());
  }

  /**
   * Publishes what a run read, with the current settings. Its spool is sealed.
   *
   * @throws AppException when it cannot be published; the publication records why, and the
   *     catalogue does not change
   */
  public void publish(RunContext context, String connectorName, PublishOptions options) {
    carryOut(context, begin(context, connectorName, options));
  }

  private Publication begin(RunContext context, String connectorName, PublishOptions options) {
    publications.begin(
        context.run().id(),
        context.run().workflowName(),
        connectorName,
        options.store().orElse(settings.store()),
        new Publication.Keep(
            options.keepRuns().orElse(settings.keepRuns()),
            options.keepDays().orElse(settings.keepDays())));
    return publications.find(context.run().name()).orElseThrow();
  }

  /**
   * Records that a run cannot publish.
   *
   * @return the exception to throw
   */
  public AppException fail(
      RunContext context, String connectorName, PublishOptions options, AppException fault) {
    return failed(begin(context, connectorName, options), fault);
  }

  /** Publishes what another run read, for a run whose purpose that is. */
  void publishAgain(RunContext context, Publication publication) {
    if (!publications.beginAgain(publication.runId())) {
      throw new AppException(
          PublicationError.PUBLICATION_NOT_REPEATABLE,
          "Run %s is already published, or was deleted from its store"
              .formatted(publication.run()));
    }
    carryOut(context, publication);
  }

  private void carryOut(RunContext context, Publication publication) {
    RunFolder folder = publication.folder();
    RunSpool spool = spool(publication.run());
    try (ObjectStore store = stores.open(publication.store())) {
      context.log(
          LogLevel.INFO,
          "Publishing to the object store %s (%s)".formatted(publication.store(), store.inWords()));
      boolean again = context.run().attempts() > 1 || publication.runId() != context.run().id();
      if (again) {
        tidy(context, () -> store.abandon(folder.prefix()));
      }
      Instant from = clock.instant();
      Manifest manifest =
          new Upload(store, folder, context::throwIfCancelled, clock).publish(spool);
      publications.published(publication.runId(), manifest);
      context.log(
          LogLevel.INFO, summary(manifest, folder, Duration.between(from, clock.instant())));
      removeOld(context, publication, store);
      forget(spool);
    } catch (RunCancelledException stop) {
      // A resumed run overwrites this; after a stop, a person may publish it again.
      publications.failed(
          publication.runId(),
          PublicationError.PUBLICATION_STOPPED,
          "The run was stopped before everything was published");
      throw stop;
    } catch (AppException fault) {
      throw failed(publication, fault);
    }
  }

  private AppException failed(Publication publication, AppException fault) {
    publications.failed(publication.runId(), fault.code(), fault.getMessage());
    return new AppException(
        fault.code(),
        "Publishing to the object store %s failed; the catalogue has what was read: %s"
            .formatted(publication.store(), fault.getMessage()),
        fault);
  }

  private static String summary(Manifest manifest, RunFolder folder, Duration took) {
    return String.format(
        Locale.ROOT,
        "Published %d files with %d rows and %.1f MB in %.1f s as %s",
        manifest.files().size(),
        manifest.rows(),
        manifest.bytes() / 1e6,
        took.toMillis() / 1000.0,
        folder.prefix());
  }

  /** Deletes publications that are no longer kept; an error here does not fail the new one. */
  private void removeOld(RunContext context, Publication publication, ObjectStore store) {
    try {
      for (Publication old : publications.expired(publication, settings.spoolKeep())) {
        context.throwIfCancelled();
        remove(store, old);
        context.log(LogLevel.INFO, "Deleted the published run " + old.run() + " from the store");
      }
    } catch (AppException fault) {
      context.log(
          LogLevel.WARN,
          "Cannot delete older published runs; the next run tries again: " + fault.getMessage());
    }
    String prefix = RunFolder.workflowPrefix(publication.connectorName(), publication.workflow());
    tidy(context, () -> store.sweep(prefix, clock.instant().minus(ABANDONED)));
  }

  /** Deletes parts of incomplete uploads; an error here does not fail the publication. */
  private static void tidy(RunContext context, Runnable tidying) {
    try {
      tidying.run();
    } catch (AppException fault) {
      context.log(
          LogLevel.WARN, "Cannot delete the remains of incomplete uploads: " + fault.getMessage());
    }
  }

  /** Deletes the manifest first, so that nobody sees half a run, then the rest of its folder. */
  private void remove(ObjectStore store, Publication old) {
    publications.removing(old.runId());
    RunFolder folder = old.folder();
    store.delete(List.of(folder.manifest()));
    List<String> keys = new ArrayList<>();
    store.list(folder.prefix(), object -> keys.add(object.key()));
    store.delete(keys);
    publications.removed(old.runId());
    forget(spool(old.run()));
  }

  /**
   * Closes spools to other users of this machine. A configured folder may contain files of others,
   * so only spools in it are closed.
   */
  void closeSpools(@Observes StartupEvent start) throws IOException {
    if (settings.spoolFolder().isPresent()) {
      RunSpool.closeAll(spools);
    } else if (Files.isDirectory(spools)) {
      OwnFiles.close(spools);
    }
  }

  /** Deletes the spool of a run and expired spools; an error is logged. */
  public void forget(RunSpool spool) {
    try {
      spool.delete();
      RunSpool.deleteOld(spools, clock.instant().minus(settings.spoolKeep()));
    } catch (IOException | UncheckedIOException failure) {
      LOG.warnf(failure, "Cannot delete a spool");
    }
  }
}
