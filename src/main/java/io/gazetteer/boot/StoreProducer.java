package io.gazetteer.boot;

import io.agroal.api.AgroalDataSource;
import io.gazetteer.common.store.EntitiesBesideSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Hands the own store and the clock to whoever injects them. */
class StoreProducer {

  /** Access to the own store; inside {@code @Transactional} it takes part in that transaction. */
  @Produces
  @ApplicationScoped
  Jdbi jdbi(AgroalDataSource dataSource, EntitiesBesideSql entities) {
    Jdbi jdbi = Jdbi.create(dataSource);
    jdbi.setHandleCallbackDecorator(entities);
    // Its faults would otherwise tell the statement and every bound value, and logs are kept.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    // No statement is a template; without caches by text that hold whatever length is generated.
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setTemplateCache(new ShortSqlCache())
        .setSqlParser(new ColonPrefixSqlParser(new ShortSqlCache()));
    return jdbi;
  }

  /** The clock of the house; tests put a settable one in its place. */
  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }
}
