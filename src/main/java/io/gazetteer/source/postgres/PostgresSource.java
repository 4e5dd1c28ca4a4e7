package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceFactory;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.ArrayText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/** Reads PostgreSQL 13 to 18 through {@code pg_catalog}. */
@ApplicationScoped
public class PostgresSource implements Source, InspectsDatabases {

  private static final Logger LOG = Logger.getLogger(PostgresSource.class);

  /**
   * Beside so many relations, columns, keys and routines the kinds of which there are few do not
   * show in a rough count; counting them takes a third of a second.
   */
  private static final int MANY = 500_000;

  private final SourceLimits limits;
  private final Vocabulary vocabulary;

  /** A source with the default limits. */
  public PostgresSource() {
    this(SourceLimits.defaults());
  }

  /** A source with limits for its transactions. */
  public PostgresSource(SourceLimits limits) {
    this(limits, Vocabulary.standard());
  }

  /** A source that also reads kinds that are not standard. */
  @Inject
  public PostgresSource(SourceLimits limits, Vocabulary vocabulary) {
    this.limits = limits;
    this.vocabulary = vocabulary;
  }

  /** Makes a source where no container does. */
  public static final class Factory implements SourceFactory {

    @Override
    public Source create(SourceLimits limits) {
      return new PostgresSource(limits);
    }
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public String connectorName() {
    return "postgres";
  }

  /** Managed services do not all have {@code postgres}. */
  @Override
  public List<String> maintenanceDatabases() {
    return List.of("postgres", "defaultdb", "template1");
  }

  @Override
  public List<DatabaseListing> databases(Connection connection, Selection selection)
      throws SQLException {
    return new SourceTransaction(connection, limits)
        .snapshot(() -> new DatabaseReader(connection, selection).read());
  }

  @Override
  public long count(Connection connection, Selection selection) throws SQLException {
    Catalog catalog = new Catalog(vocabulary);
    SnapshotReader reader =
        new SnapshotReader(
            connection, selection, catalog, new Definitions(catalog), ReadProgress.UNHEARD);
    return new SourceTransaction(connection, limits)
        .snapshot(
            () -> {
              reader.readSchemas();
              long many = countMany(connection, catalog);
              return many < MANY ? many + reader.countObjects() : many;
            });
  }

  @Override
  public List<SchemaListing> schemas(Connection connection, Selection selection)
      throws SQLException {
    ReadinessReader reader = new ReadinessReader(connection, selection, new Catalog(vocabulary));
    return new SourceTransaction(connection, limits).snapshot(reader::schemas);
  }

  @Override
  public FilterMatch filterMatch(Connection connection, Selection selection) throws SQLException {
    RuleMatches matches = new RuleMatches(connection, selection);
    return new SourceTransaction(connection, limits).brief(matches::read);
  }

  @Override
  public Set<String> grantableDatabases(Connection connection) throws SQLException {
    return new SourceTransaction(connection, limits)
        .brief(() -> DatabaseReader.grantable(connection));
  }

  @Override
  public Readiness readiness(Connection connection, Selection selection) throws SQLException {
    ReadinessReader reader = new ReadinessReader(connection, selection, new Catalog(vocabulary));
    return new SourceTransaction(connection, limits).snapshot(reader::read);
  }

  private static long countMany(Connection connection, Catalog catalog) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(PostgresSource.class, "count"))) {
      statement.setString(1, ArrayText.of(catalog.schemas.keySet()));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Override
  public Reading read(ReadRequest request, RowSink rows) throws SQLException {
    Connection connection = request.connection();
    Selection selection = request.selection();
    OversizedValues sink = new OversizedValues(rows);
    Catalog catalog = new Catalog(vocabulary);
    SourceTransaction transaction = new SourceTransaction(connection, limits);
    Definitions definitions = new Definitions(catalog);
    RecognisedRead recognised;
    try (SecondReader second = new SecondReader(request.further(), limits, catalog.capabilities)) {
      recognised = new RecognisedRead(connection, selection, catalog, second, request.mode());
      catalog.sizes = FigureReader.Sizes.read(connection, transaction);
      sink.pause();
      SnapshotReader reader =
          new SnapshotReader(
              connection,
              selection,
              catalog,
              definitions,
              new AheadOfReading(connection, selection, catalog, definitions, second, sink::pause));
      Reading.Extent extent = transaction.snapshot(() -> recognised.read(reader, sink));
      if (extent != Reading.Extent.FIGURES) {
        DefinitionReader first =
            new DefinitionReader(connection, transaction, catalog.capabilities, sink::pause);
        definitions.work().readAll(first);
        second.await(sink::pause);
        // What the second one gave back.
        definitions.work().readAll(first);
        catalog.warnings.addAll(definitions.finish(first));
        catalog.damage.warning().ifPresent(catalog.warnings::add);
        new Emitter(catalog, definitions, sink).emit();
      }
    }
    catalog.warnings.addAll(sink.warnings());
    return new Reading(
        catalog.schemasLeftOut,
        catalog.relationsLeftOut,
        catalog.kindsNotRead,
        catalog.warnings,
        recognised.recognition(transaction),
        catalog.extensionParts,
        catalog.damage.found(),
        catalog.escapes.notice().stream().toList());
  }

  @Override
  public void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException failure) {
      // Without the driver's text, which may quote data.
      LOG.debugf("A running statement could not be cancelled (SQLSTATE %s)", failure.getSQLState());
    }
  }
}
