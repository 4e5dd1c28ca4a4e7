package io.gazetteer.cli;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.crawl.extract.Extraction;
import io.gazetteer.crawl.read.ManifestDraft;
import io.gazetteer.publish.Manifest;
import io.gazetteer.source.SourceError;
import io.gazetteer.workflow.CrawlFilter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a server into a folder or bucket, without a service. */
@Command(
    name = "extract",
    aliases = "crawl",
    description = {
      "Reads the catalogs of a server into a folder or bucket, in the form that a run publishes,"
          + " without a service. 'gazetteer import' and workflows with extraction-method s3 read"
          + " the files. The manifest.json is written last.",
      ""
    },
    sortOptions = false)
final class ExtractCommand implements Callable<Integer> {

  private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?";
  private static final String QUALIFIED_NAME = "[^/\\s]+/[^/\\s]+/[^/\\s]+";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MEBIBYTE = 1024 * 1024;
  private static final int SUFFIX = 5;

  private final CommandEnvironment environment;

  @Mixin private ServerOptions server;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "Folder, or s3://bucket/prefix. Required unless --dry-run.")
  private String to;

  @Option(names = "--dry-run", description = "Print what would be read, and write nothing.")
  private boolean dryRun;

  @Mixin private FilterOptions filters;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description =
          "Qualified name of the connection of the assets; default:"
              + " default/postgres/<host>-<port>.")
  private String connection;

  @Option(
      names = "--connection-name",
      paramLabel = "NAME",
      description = "Name of the connection; default: <host>:<port>.")
  private String connectionName;

  @Option(
      names = "--workflow",
      paramLabel = "NAME",
      description =
          "Name of the folder above the run's: lower-case letters, digits, dashes and dots."
              + " Default: extract-<host>-<port>.")
  private String workflow;

  @Option(names = "--no-gzip", negatable = false, description = "Do not compress files.")
  private boolean plain;

  @Option(
      names = "--part-size",
      paramLabel = "MIB",
      description = "Size in MiB after which the next file begins; default: 16.")
  private long partMebibytes = 16;

  @Mixin private ProgressOptions progressOptions;

  @Mixin private StoreOptions stores;

  @Mixin private SpoolOptions spools;

  ExtractCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    FieldErrors errors = new FieldErrors();
    ConnectionTarget target = SourceTarget.of(server, environment, errors);
    CrawlFilter filter = filters.filter(errors);
    ManifestDraft draft = draft(target, errors);
    if (partMebibytes < 1 || partMebibytes > 1024) {
      errors.add("--part-size", "must be a whole number from 1 to 1024");
    }
    Optional<StoreOptions.Place> place =
        to == null ? Optional.empty() : stores.place(to, "--to", errors);
    if (to == null && !dryRun) {
      errors.add("--to", "must be given, or --dry-run");
    }
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    Workbench bench = new Workbench(environment);
    try (Stop stop = Stop.listening()) {
      ProgressLine progress = progressOptions.line(environment, stop, "objects");
      Planned planned = planned(bench, new Subject(target, filter, draft), progress);
      if (dryRun) {
        return new DryRun(environment, planned.extraction()).report(planned.plan());
      }
      ExtractRun run =
          new ExtractRun(
              environment,
              planned.extraction(),
              progress,
              new Extraction.Form(!plain, partMebibytes * MEBIBYTE),
              draft);
      return run.into(place.orElseThrow(), bench.aws(), spools.folder(place.get()), planned.plan());
    }
  }

  /** What to read, and the names to publish it under. */
  private record Subject(ConnectionTarget target, CrawlFilter filter, ManifestDraft draft) {

    Subject with(String password) {
      return new Subject(SourceTarget.with(target, password), filter, draft);
    }
  }

  private record Planned(Extraction extraction, Extraction.Plan plan) {}

  /** Plans the extraction; asks for a password if the server requires one and none was given. */
  private Planned planned(Workbench bench, Subject subject, ProgressLine progress) {
    try {
      return plan(bench, subject, progress);
    } catch (AppException fault) {
      boolean canAsk =
          fault.code() == SourceError.SOURCE_SIGN_IN_REFUSED
              && subject.target().signIn() instanceof SignIn.Basic basic
              && basic.password().isEmpty()
              && !server.neverAsk
              && environment.prompt().isPresent();
      if (!canAsk) {
        throw fault;
      }
      String user = subject.target().signIn().username();
      String password = environment.prompt().get().apply("Password for user %s: ".formatted(user));
      return plan(bench, subject.with(password), progress);
    }
  }

  private Planned plan(Workbench bench, Subject subject, ProgressLine progress) {
    Extraction extraction =
        new Extraction(
            environment.config(),
            new Extraction.Server(
                bench.openConnection(),
                subject.target(),
                bench.sources().named(ConnectionTarget.POSTGRES),
                subject.filter(),
                bench.limits()),
            subject.draft(),
            progress,
            environment.clock());
    return new Planned(extraction, extraction.plan());
  }

  private ManifestDraft draft(ConnectionTarget target, FieldErrors errors) {
    String place = target.host().replaceAll("[^A-Za-z0-9.]+", "-") + "-" + target.port();
    String name =
        workflow == null
            ? "extract-" + place.toLowerCase(Locale.ROOT).replaceAll("^[-.]+", "")
            : workflow;
    if (!name.matches(NAME)) {
      errors.add("--workflow", "must be 1 to 202 lowercase letters, digits, dashes and dots");
    }
    String qualifiedName =
        connection == null
            ? "default/%s/%s".formatted(ConnectionTarget.POSTGRES, place)
            : connection;
    if (!qualifiedName.matches(QUALIFIED_NAME)) {
      errors.add("--connection", "must be of the form default/postgres/1700000000");
    }
    Instant now = environment.clock().instant();
    return new ManifestDraft(
        environment.version(),
        new Manifest.Connection(
            qualifiedName,
            connectionName == null ? target.server() : connectionName,
            ConnectionTarget.POSTGRES),
        name,
        name + "-" + SECOND.format(now) + "-" + suffix(),
        now);
  }

  /** Returns random letters, so that two runs of the same second have different names. */
  private static String suffix() {
    SecureRandom random = new SecureRandom();
    StringBuilder suffix = new StringBuilder();
    random.ints(SUFFIX, 'a', 'z' + 1).forEach(letter -> suffix.append((char) letter));
    return suffix.toString();
  }
}
