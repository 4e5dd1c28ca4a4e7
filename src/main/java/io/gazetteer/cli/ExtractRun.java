package io.gazetteer.cli;

import io.gazetteer.common.AppException;
import io.gazetteer.common.OwnFiles;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.crawl.extract.Extraction;
import io.gazetteer.crawl.read.ManifestDraft;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStoreError;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.publish.Upload;
import io.gazetteer.run.LogLevel;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One extraction: reads into a spool, then copies the files to the target, the manifest last. */
record ExtractRun(
    CommandEnvironment environment,
    Extraction extraction,
    ProgressLine progress,
    Extraction.Form form,
    ManifestDraft draft) {

  /** No extraction takes this long, so older files were left by a crash. */
  private static final Duration ABANDONED = Duration.ofDays(2);

  private static final double BYTES_PER_MB = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  int into(StoreOptions.Place place, AwsSessions aws, Path spools, Extraction.Plan plan) {
    RunFolder folder =
        RunFolder.of(draft.connection().connectorName(), draft.workflow(), draft.run());
    RunSpool spool = new RunSpool(spools, draft.run());
    progress.atExit(() -> forget(spool, spools));
    try (ObjectStore store = opened(place, aws, folder)) {
      tidy(spools);
      List<Manifest.Database> databases = extraction.read(plan, spool, spools, form);
      if (databases.stream().allMatch(each -> each.state() == Manifest.State.FAILED)) {
        environment.report("gazetteer: no database was read, so nothing was written");
        return ExitCode.SOURCE;
      }
      Manifest manifest = upload(store, folder, spool);
      report(manifest, databases, place, folder);
      return exitCode(databases);
    } finally {
      forget(spool, spools);
    }
  }

  /**
   * Opens the target and lists it, so that an unusable one is reported before an hour of reading.
   */
  private static ObjectStore opened(StoreOptions.Place place, AwsSessions aws, RunFolder folder) {
    ObjectStore store = StoreOptions.open(place, aws);
    try {
      store.list(folder.prefix(), object -> {});
      return store;
    } catch (AppException fault) {
      store.close();
      throw ofStore(fault);
    }
  }

  private Manifest upload(ObjectStore store, RunFolder folder, RunSpool spool) {
    try {
      return new Upload(store, folder, progress::throwIfCancelled, environment.clock())
          .publish(spool);
    } catch (AppException fault) {
      throw ofStore(fault);
    }
  }

  /** Reports an error of an AWS identity as an error of the object store. */
  private static AppException ofStore(AppException fault) {
    return CommandError.exitCodeOf(fault) == ExitCode.STORE
        ? fault
        : new AppException(ObjectStoreError.OBJECT_STORE_DENIED, fault.getMessage(), fault);
  }

  private void tidy(Path spools) {
    try {
      OwnFiles.createFolder(spools);
      RunSpool.deleteOld(spools, environment.clock().instant().minus(ABANDONED));
    } catch (IOException failure) {
      throw ObjectStores.fault(failure, "Writing to", spools);
    }
  }

  private void forget(RunSpool spool, Path spools) {
    try {
      if (Files.isDirectory(spools)) {
        spool.delete();
        Files.delete(spools);
      }
    } catch (DirectoryNotEmptyException inUse) {
      // Other extractions use the folder at the same time.
      return;
    } catch (IOException failure) {
      progress.log(LogLevel.WARN, "Cannot delete the temporary files in %s".formatted(spools));
    }
  }

  private void report(
      Manifest manifest,
      List<Manifest.Database> databases,
      StoreOptions.Place place,
      RunFolder folder) {
    long failed = databases.stream().filter(each -> each.state() == Manifest.State.FAILED).count();
    long degraded =
        databases.stream().filter(each -> each.state() == Manifest.State.DEGRADED).count();
    Instant now = environment.clock().instant();
    progress.log(
        LogLevel.INFO,
        String.format(
            Locale.ROOT,
            "%d of %d databases read%s: %,d rows, %d files, %.1f MB, %.1f s",
            databases.size() - failed,
            databases.size(),
            degraded == 0 ? "" : ", %d of them in part".formatted(degraded),
            manifest.rows(),
            manifest.files().size(),
            manifest.bytes() / BYTES_PER_MB,
            Duration.between(draft.runStartedAt(), now).toMillis() / MILLIS_PER_SECOND));
    // The only line on standard output, for scripts.
    environment.print(
        place instanceof StoreOptions.Place.Folder target
            ? target.path().resolve(folder.prefix()).toString()
            : ((StoreOptions.Place.Bucket) place).address() + folder.prefix());
  }

  private static int exitCode(List<Manifest.Database> databases) {
    if (databases.stream().anyMatch(each -> each.state() == Manifest.State.FAILED)) {
      return ExitCode.PARTIAL;
    }
    return databases.stream().anyMatch(each -> each.state() == Manifest.State.DEGRADED)
        ? ExitCode.DEGRADED
        : ExitCode.COMPLETE;
  }
}
