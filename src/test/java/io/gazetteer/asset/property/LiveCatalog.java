package io.gazetteer.asset.property;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.gazetteer.asset.entity.ConnectionDefinitions;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.AuditTrail;
import io.gazetteer.identity.Caller;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.SearchSettings;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.SettableClock;
import io.gazetteer.testing.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The product's use cases over a catalog database of their own, called as requests call them. It
 * knows nothing about tables.
 */
final class LiveCatalog implements AutoCloseable {

  /** The person who makes every request. */
  static final Caller PERSON = new Caller("1", "anna");

  private static final int MAX_CONNECTIONS = 4;

  private final SettableClock clock;
  private final AgroalDataSource pool;
  private final Jdbi jdbi;
  // Null outside a transaction.
  private Connection transaction;

  LiveCatalog(SettableClock clock) {
    this.clock = clock;
    this.pool = pool(StoreDatabase.create().name());
    this.jdbi = Jdbi.create(new RequestConnections());
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
  }

  private static AgroalDataSource pool(String database) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(MAX_CONNECTIONS)
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(Postgres.jdbcUrl(database))
                                      .principal(new NamePrincipal("postgres")))));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Hands out the connection of the open transaction, as the service's pool does. */
  private final class RequestConnections implements ConnectionFactory {

    @Override
    public Connection openConnection() throws SQLException {
      return transaction == null ? pool.getConnection() : transaction;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
      if (connection != transaction) {
        connection.close();
      }
    }
  }

  /** Calls a use case that has no transaction of its own. */
  <B, T> T request(Class<B> useCase, Function<B, T> call) {
    Wiring wiring = wiring();
    return wiring.get(Access.class).as(PERSON, () -> call.apply(wiring.get(useCase)));
  }

  /** Calls a use case that is transactional; whatever it throws rolls back. */
  <B, T> T transaction(Class<B> useCase, Function<B, T> call) {
    return inTransaction(() -> request(useCase, call));
  }

  private <T> T inTransaction(Supplier<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      transaction = connection;
      boolean done = false;
      try {
        T result = work.get();
        done = true;
        return result;
      } finally {
        transaction = null;
        if (done) {
          connection.commit();
        } else {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Wiring wiring() {
    Map<Class<?>, Object> given = new HashMap<>();
    given.put(Clock.class, clock);
    given.put(AgroalDataSource.class, pool);
    given.put(Jdbi.class, jdbi);
    given.put(Vocabulary.class, Vocabulary.standard());
    given.put(SearchSettings.class, new Limits());
    given.put(Access.class, new Access());
    given.put(AuditTrail.class, new NoAudit());
    given.put(ConnectionDefinitions.class, NO_CONNECTIONS);
    return new Wiring(given);
  }

  /** The definitions of connections are not part of this test; no entity of it is a connection. */
  private static final ConnectionDefinitions NO_CONNECTIONS =
      (qualifiedName, sent, path, errors) -> {
        throw new UnsupportedOperationException(qualifiedName);
      };

  /** The audit trail is an entity, for which the service would have to run. */
  private static final class NoAudit extends AuditTrail {
    @Override
    public void note(String who, String action, String what) {}
  }

  private static final class Limits implements SearchSettings {
    @Override
    public Duration queryTimeout() {
      return Duration.ofMinutes(1);
    }

    @Override
    public int concurrency() {
      return 1;
    }

    @Override
    public Duration queueTimeout() {
      return Duration.ofSeconds(1);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
