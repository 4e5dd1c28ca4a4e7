package io.gazetteer.source.postgres;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/** Reads PostgreSQL 13 to 18 through {@code pg_catalog}. */
@ApplicationScoped
public class PostgresSource implements Source, InspectsDatabases {

  private static final Logger LOG = Logger.getLogger(PostgresSource.class);

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
    CountEstimate estimate = new CountEstimate(connection, selection, vocabulary);
    return new SourceTransaction(connection, limits).snapshot(estimate::count);
  }

  @Override
  public List<SchemaListing> schemas(Connection connection, Selection selection)
      throws SQLException {
    ReadinessReader reader = new ReadinessReader(connection, selection, vocabulary);
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
    ReadinessReader reader = new ReadinessReader(connection, selection, vocabulary);
    return new SourceTransaction(connection, limits).snapshot(reader::read);
  }

  @Override
  public Reading read(ReadRequest request, RowSink rows) throws SQLException {
    Connection connection = request.connection();
    SourceTransaction transaction = new SourceTransaction(connection, limits);
    OversizedValues sink = new OversizedValues(rows);
    Findings findings = new Findings(vocabulary);
    try (SecondReader second = new SecondReader(request.further(), limits)) {
      ObjectSizes sizes = ObjectSizes.read(connection, transaction);
      sink.pause();
      Prefetch prefetch = new Prefetch(connection, request.selection(), second, sink::pause);
      SnapshotReader reader =
          new SnapshotReader(
              connection, request.selection(), vocabulary, sizes, findings, prefetch);
      IncrementalRead incremental = new IncrementalRead(request, reader, second);
      Optional<Snapshot> read = transaction.snapshot(() -> incremental.read(sink));
      if (read.isPresent()) {
        complete(read.get(), connection, transaction, second, sink);
      }
      findings.warnings().addAll(sink.warnings());
      return new Reading(
          incremental.schemas().excluded(),
          read.map(snapshot -> snapshot.relations().excludedNames()).orElse(Map.of()),
          findings.kindsNotRead(),
          findings.warnings(),
          incremental.recognition(transaction),
          read.map(Snapshot::extensionParts).orElse(List.of()),
          findings.damage().found(),
          findings.escapes().notice().stream().toList());
    }
  }

  /** Reads definitions, outside the snapshot, and passes on all that waited for them. */
  private static void complete(
      Snapshot snapshot,
      Connection connection,
      SourceTransaction transaction,
      SecondReader second,
      RowSink sink)
      throws SQLException {
    ReadContext context = snapshot.context();
    DefinitionReader reader =
        new DefinitionReader(connection, transaction, context.sql(), sink::pause);
    snapshot.definitions().work().readAll(reader);
    second.await(sink::pause);
    // What the second one gave back.
    snapshot.definitions().work().readAll(reader);
    snapshot.definitions().finish(reader, context);
    context.damage().warning().ifPresent(context.findings().warnings()::add);
    new Emitter(snapshot, sink).emit();
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
