package io.gazetteer.cli;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.extract.Extraction;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.SchemaListing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports what an extraction would read, and what would be missing. */
final class DryRun {

  private final CommandEnvironment environment;
  private final Extraction extraction;
  private int degraded;
  private int failed;

  DryRun(CommandEnvironment environment, Extraction extraction) {
    this.environment = environment;
    this.extraction = extraction;
  }

  /** Prints the report and returns the exit code that the extraction would probably end with. */
  int report(Extraction.Plan plan) {
    for (DatabaseListing listing : plan.listings()) {
      if (plan.databases().contains(listing.name())) {
        look(listing.name());
      } else {
        environment.print("database %s: excluded".formatted(listing.name()));
      }
    }
    if (failed == plan.databases().size()) {
      return ExitCode.SOURCE;
    }
    if (failed > 0) {
      return ExitCode.PARTIAL;
    }
    return degraded > 0 ? ExitCode.DEGRADED : ExitCode.COMPLETE;
  }

  private void look(String database) {
    Optional<Extraction.Look> look;
    try {
      look = extraction.look(database);
    } catch (AppException fault) {
      failed++;
      environment.print("database %s: cannot be read: %s".formatted(database, fault.getMessage()));
      return;
    }
    if (look.isEmpty()) {
      environment.print("database " + database);
      return;
    }
    Readiness readiness = look.get().readiness();
    List<SchemaListing> chosen =
        readiness.schemas().stream().filter(SchemaListing::selected).toList();
    environment.print(
        String.format(
            Locale.ROOT,
            "database %s: %d of %d schemas, %d tables, %d views, about %d objects",
            database,
            chosen.size(),
            readiness.schemas().size(),
            readiness.tables(),
            readiness.views(),
            look.get().objects()));
    for (SchemaListing schema : readiness.schemas()) {
      if (schema.selected()) {
        environment.print("  schema " + schema.name());
      } else if (schema.extension() != null) {
        environment.print(
            "  schema %s: skipped, because extension %s made it for itself (--extension-schemas)"
                .formatted(schema.name(), schema.extension()));
      }
    }
    readiness
        .unmatched()
        .forEach(
            name ->
                environment.report(
                    "warning: no schema of %s is named %s".formatted(database, name)));
    for (Readiness.Lack lack : readiness.lacks()) {
      environment.report(
          "%s: %s: %s would be missing, because %s"
              .formatted(
                  lack.essential() ? "error" : "warning", database, lack.what(), lack.why()));
    }
    if (readiness.lacks().stream().anyMatch(Readiness.Lack::essential)) {
      failed++;
    } else if (!readiness.lacks().isEmpty()) {
      degraded++;
    }
  }
}
