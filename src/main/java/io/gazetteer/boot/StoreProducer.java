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

/** Produces access to the catalog database and the clock. */
class StoreProducer {

  /** Produces access to the catalog database, which takes part in a {@code @Transactional}. */
  @Produces
  @ApplicationScoped
  Jdbi jdbi(AgroalDataSource dataSource, EntitiesBesideSql entities) {
    Jdbi jdbi = Jdbi.create(dataSource);
    jdbi.setHandleCallbackDecorator(entities);
    // Its errors would otherwise quote the statement and every bound value.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    // No statement is a template. The default caches would hold generated statements of any length.
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setTemplateCache(new ShortSqlCache())
        .setSqlParser(new ColonPrefixSqlParser(new ShortSqlCache()));
    return jdbi;
  }

  /** Produces the clock; tests replace it by a settable one. */
  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }
}
