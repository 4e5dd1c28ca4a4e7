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

/** The step of a run that publishes what was read. */
@ApplicationScoped
public class PublishRun {

  private static final Logger LOG = Logger.getLogger(PublishRun.class);
  private static final String SPOOL = "spool";

  /** No upload of ours goes on for so long. */
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

  /** Whether a workflow publishes. */
  public boolean isOn(PublishOptions options) {
    return options.enabled().orElse(settings.enabled());
  }

  /** Where a run keeps what it reads. */
  public RunSpool spool(String run) {
    return new RunSpool(spools, run);
  }

  /**
   * Begins a database of a run; the settings decide how its files look.
   *
   * @throws IOException when the disk does not take it
   */
  public DatabaseSpool open(String run, String database) throws IOException {
    return spool(run)
        .open(database, settings.gzip(), settings.partMaxBytes(), settings.spoolMaxBytes());
  }

  /**
   * Publishes what the run of the context read, under the settings of now. Its spool is sealed.
   *
   * @throws AppException what kept it from being published, which is noted with the publication,
   *     too; the catalogue is not touched
   */
  public void publish(RunContext context, String connectorName, PublishOptions options) {
    publications.begin(
        new PublicationRepository.Begun(
            context.run().id(),
            context.run().workflowName(),
            connectorName,
            options.store().orElse(settings.store()),
            new Publication.Keep(
                options.keepRuns().orElse(settings.keepRuns()),
                options.keepDays().orElse(settings.keepDays()))));
    carryOut(context, publications.find(context.run().name()).orElseThrow());
  }

  /**
   * Notes that the run of the context cannot publish.
   *
   * @return the fault to throw
   */
  public AppException refuse(
      RunContext context, String connectorName, PublishOptions options, AppException fault) {
    publications.begin(
        new PublicationRepository.Begun(
            context.run().id(),
            context.run().workflowName(),
            connectorName,
            options.store().orElse(settings.store()),
            new Publication.Keep(
                options.keepRuns().orElse(settings.keepRuns()),
                options.keepDays().orElse(settings.keepDays()))));
    return failed(publications.find(context.run().name()).orElseThrow(), fault);
  }

  /** Publishes what another run read; of a run that was asked to. */
  void publishAgain(RunContext context, Publication publication) {
    if (!publications.beginAgain(publication.runId())) {
      throw new AppException(
          PublicationError.PUBLICATION_NOT_REPEATABLE,
          "Run %s is published already, or was deleted from its store"
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
          "Publishing into the object store %s (%s)"
              .formatted(publication.store(), store.inWords()));
      boolean again = context.run().attempts() > 1 || publication.runId() != context.run().id();
      if (again) {
        tidy(context, () -> store.abandon(folder.prefix()));
      }
      Instant from = clock.instant();
      Manifest manifest =
          new Upload(store, folder, context::throwIfCancelled, clock).publish(spool);
      publications.published(publication.runId(), manifest);
      context.log(LogLevel.INFO, told(manifest, folder, Duration.between(from, clock.instant())));
      removeOld(context, publication, store);
      forget(spool);
    } catch (RunCancelledException stop) {
      // Who takes the run up again overwrites this; after a stop somebody may publish it again.
      publications.failed(
          publication.runId(),
          PublicationError.PUBLICATION_STOPPED,
          "It was stopped before everything was published");
      throw stop;
    } catch (AppException fault) {
      throw failed(publication, fault);
    }
  }

  private AppException failed(Publication publication, AppException fault) {
    publications.failed(publication.runId(), fault.code(), fault.getMessage());
    return new AppException(
        fault.code(),
        "Publishing into the object store %s failed, the catalogue holds what was read: %s"
            .formatted(publication.store(), fault.getMessage()),
        fault);
  }

  private static String told(Manifest manifest, RunFolder folder, Duration took) {
    return String.format(
        Locale.ROOT,
        "Published %d files with %d rows and %.1f MB in %.1f s as %s",
        manifest.files().size(),
        manifest.rows(),
        manifest.bytes() / 1e6,
        took.toMillis() / 1000.0,
        folder.prefix());
  }

  /** Deletes what is not to be kept any more; a fault of it is no fault of the publication. */
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
          "Older published runs could not be deleted and are tried again with the next one: "
              + fault.getMessage());
    }
    String prefix = RunFolder.workflowPrefix(publication.connectorName(), publication.workflow());
    tidy(context, () -> store.sweep(prefix, clock.instant().minus(ABANDONED)));
  }

  /** Takes parts of broken uploads away; a fault of it is no fault of the publication. */
  private static void tidy(RunContext context, Runnable tidying) {
    try {
      tidying.run();
    } catch (AppException fault) {
      context.log(
          LogLevel.WARN,
          "What broken uploads may have left was not taken away: " + fault.getMessage());
    }
  }

  /** The manifest first, so that nobody sees half of it; then whatever lies in the run's folder. */
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
   * What runs read is for nobody else on this machine. A configured folder may hold what others
   * keep there, so that only spools in it are closed.
   */
  void closeSpools(@Observes StartupEvent start) throws IOException {
    if (settings.spoolFolder().isPresent()) {
      RunSpool.closeAll(spools);
    } else if (Files.isDirectory(spools)) {
      OwnFiles.close(spools);
    }
  }

  /** Forgets what a run kept, and what lies there from too long ago; a fault of it is logged. */
  public void forget(RunSpool spool) {
    try {
      spool.delete();
      RunSpool.deleteOld(spools, clock.instant().minus(settings.spoolKeep()));
    } catch (IOException | UncheckedIOException failure) {
      LOG.warnf(failure, "What was kept for publishing could not be deleted");
    }
  }
}
