package io.gazetteer.bench;

import schemacrawler.schema.Catalog;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** SchemaCrawler with its standard detail, into memory. */
final class OtherCrawler implements Worker.Contender {

  private final String source;

  OtherCrawler(String source) {
    this.source = source;
  }

  @Override
  public void warmUp() throws Exception {
    read(Shape.WARM.database());
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    meter.measure("schemacrawler", () -> read(shape.database()));
  }

  // Its close may throw any exception, also an interruption; either ends the worker.
  @SuppressWarnings("try")
  private void read(String database) throws Exception {
    try (DatabaseConnectionSource connections =
        DatabaseConnectionSources.newDatabaseConnectionSource(
            source + database, new MultiUseUserCredentials("postgres", ""))) {
      Catalog catalog =
          SchemaCrawlerUtility.getCatalog(
              connections, SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions());
      Console.say("%d tables".formatted(catalog.getTables().size()));
    }
  }
}
