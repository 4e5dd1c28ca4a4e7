package io.gazetteer.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The embedded servers: catalog database and sample source. They start before the service and stop
 * after it.
 */
final class EmbeddedServers {

  private static final String DATABASE = "gazetteer";
  private static final long SERVICE_STOP_LIMIT_SECONDS = 60;

  /** For bulk loads: fewer, evenly spread checkpoints. Commits stay durable. */
  private static final Map<String, String> STORE_SETTINGS =
      Map.of(
          "max_wal_size", "2GB",
          "checkpoint_timeout", "15min",
          "checkpoint_completion_target", "0.9",
          "wal_compression", "on",
          "maintenance_work_mem", "128MB");

  /** Small, and quiet: without autovacuum the statistics stay as the load left them. */
  private static final Map<String, String> SAMPLE_SETTINGS =
      Map.of("shared_buffers", "32MB", "autovacuum", "off", "max_connections", "30");

  private final CountDownLatch serviceEnd = new CountDownLatch(1);
  private volatile boolean serviceStarted;
  private volatile boolean stopping;
  private DataFolder folder;
  private Path binaries;
  private EmbeddedServer store;
  private EmbeddedWatch storeWatch;
  private EmbeddedServer sample;

  /**
   * Starts what the settings require and passes it to the service as system properties.
   *
   * @throws StartRefusedException if a required part cannot start
   */
  synchronized void start(BootConfig config) throws StartRefusedException {
    if (config.hasOutsideStore() && !config.wantsDemo()) {
      return;
    }
    requireBinaries(config.hasOutsideStore());
    folder = DataFolder.open(config.dataFolder());
    stopLeftOvers();
    installBinaries();
    CompletableFuture<EmbeddedServer> sampleStart =
        config.wantsDemo()
            ? CompletableFuture.supplyAsync(this::startSample)
            : CompletableFuture.completedFuture(null);
    try {
      if (!config.hasOutsideStore()) {
        startStore();
        provideKeys(config);
      }
    } finally {
      awaitSample(sampleStart);
    }
  }

  private static void requireBinaries(boolean onlyForSample) throws StartRefusedException {
    if (PostgresBinaries.areIncluded()) {
      return;
    }
    String lack =
        "this build contains no PostgreSQL for %s on %s. "
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
    throw new StartRefusedException(
        onlyForSample
            ? "the sample source needs an embedded PostgreSQL, and "
                + lack
                + "Set GAZETTEER_DEMO=false, or use a build for this platform"
            : "no catalog database is configured, and "
                + lack
                + "Set QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and"
                + " QUARKUS_DATASOURCE_PASSWORD, or use a build for this platform"
                + " (see docs/install.md)");
  }

  /** Before their programs are replaced, which deletes those that a left-over server runs. */
  private void stopLeftOvers() throws StartRefusedException {
    for (String name : List.of("store", "sample")) {
      try {
        LeftOverServer.stop(folder.path(name));
      } catch (IOException failure) {
        throw new StartRefusedException(
            "the PostgreSQL that an earlier start left in "
                + folder.path(name)
                + " cannot be stopped: "
                + failure.getMessage(),
            failure);
      }
    }
  }

  private void installBinaries() throws StartRefusedException {
    try {
      binaries = PostgresBinaries.install(folder.path("cache"));
    } catch (IOException failure) {
      throw new StartRefusedException(
          "the embedded PostgreSQL cannot be unpacked in "
              + folder.path("cache")
              + ": "
              + failure.getMessage()
              + ". Is there room, and may this user write there?",
          failure);
    }
  }

  private void startStore() throws StartRefusedException {
    if (!folder.has("store.ready")) {
      Console.say("Preparing the embedded catalog database in " + folder.path("store") + " (once)");
    }
    store = EmbeddedServer.start(folder, binaries, "store", STORE_SETTINGS);
    try {
      if (!store.hasDatabase(DATABASE)) {
        store.execute("postgres", "CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException failure) {
      throw new StartRefusedException(
          "the embedded catalog database in "
              + folder.path("store")
              + " does not let us in; does its password file belong to it?",
          failure);
    }
    storeWatch =
        new EmbeddedWatch(
            "catalog database",
            () -> EmbeddedServer.start(folder, binaries, "store", STORE_SETTINGS),
            () -> stopping,
            () -> System.exit(1));
    storeWatch.begin(store);
    System.setProperty("quarkus.datasource.jdbc.url", store.jdbcUrl(DATABASE));
    System.setProperty("quarkus.datasource.username", EmbeddedServer.SUPERUSER);
    System.setProperty("quarkus.datasource.password", store.password());
  }

  private void provideKeys(BootConfig config) throws StartRefusedException {
    if (config.text("gazetteer.secrets.key").isEmpty()
        && config.text("gazetteer.secrets.key-file").isEmpty()) {
      boolean isNew = !folder.has("secrets.key");
      folder.secret("secrets.key");
      // As a file, so that a line added to it is a new key without a restart.
      System.setProperty("gazetteer.secrets.key-file", folder.path("secrets.key").toString());
      if (isNew) {
        Console.say(
            "WARNING: a new key for stored credentials was created in "
                + folder.path("secrets.key"));
        Console.say("         Back it up: without it no stored credential can be read again.");
      }
    }
    if (config.text("quarkus.http.auth.session.encryption-key").isEmpty()) {
      System.setProperty("quarkus.http.auth.session.encryption-key", folder.secret("session.key"));
    }
  }

  private EmbeddedServer startSample() {
    try {
      EmbeddedServer server = EmbeddedServer.start(folder, binaries, "sample", SAMPLE_SETTINGS);
      SampleDatabases.load(server, folder.secret("sample.reader-password"));
      return server;
    } catch (StartRefusedException | SQLException failure) {
      throw new CompletionException(failure);
    }
  }

  /** The service works without the sample, so an error is only reported. */
  private void awaitSample(CompletableFuture<EmbeddedServer> start) throws StartRefusedException {
    try {
      sample = start.join();
    } catch (CompletionException failure) {
      // The driver's text may quote data of the sample.
      String why =
          failure.getCause() instanceof SQLException refused
              ? "SQLSTATE " + refused.getSQLState()
              : failure.getCause().getMessage();
      Console.problem("the sample source did not start: " + why);
      return;
    }
    if (sample != null) {
      SampleSource.announce(sample.port(), folder.secret("sample.reader-password"));
    }
  }

  /** To be called right before the service starts: from now on a stop waits for its end. */
  void serviceStarts() {
    serviceStarted = true;
  }

  /** To be called when the service has stopped, however that came. */
  void serviceStopped() {
    serviceEnd.countDown();
  }

  /** Whether the process is on its way out already. */
  boolean isStopping() {
    return stopping;
  }

  /** Shutdown hook: waits for the service, which writes to the catalog database until it ends. */
  void stopAfterService() {
    stopping = true;
    if (serviceStarted) {
      awaitService();
    }
    close();
  }

  private void awaitService() {
    try {
      if (!serviceEnd.await(SERVICE_STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        Console.problem("the service did not stop in time; stopping its catalog database now");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void close() {
    Runnable ofStore = storeWatch != null ? storeWatch::close : store != null ? store::close : null;
    Runnable ofSample = sample == null ? null : sample::close;
    Stream.of(Optional.ofNullable(ofStore), Optional.ofNullable(ofSample))
        .parallel()
        .flatMap(Optional::stream)
        .forEach(Runnable::run);
    if (folder != null) {
      folder.close();
    }
  }
}
