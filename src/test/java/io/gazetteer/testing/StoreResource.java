package io.gazetteer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test an own, empty store on the shared {@link Postgres}, and fixed secrets to
 * sign in with.
 */
public final class StoreResource implements QuarkusTestResourceLifecycleManager {

  public static final String ADMIN_TOKEN = "test-token-0123456789abcdef";
  public static final String ADMIN_PASSWORD = "test-password";

  @Override
  public Map<String, String> start() {
    String database = Postgres.createDatabase("store");
    return Map.ofEntries(
        Map.entry("quarkus.datasource.jdbc.url", Postgres.jdbcUrl(database)),
        Map.entry("quarkus.datasource.username", "postgres"),
        Map.entry("quarkus.datasource.password", ""),
        Map.entry("gazetteer.admin.token", ADMIN_TOKEN),
        Map.entry("gazetteer.admin.password", ADMIN_PASSWORD),
        Map.entry("gazetteer.secrets.key", Keys.CURRENT),
        Map.entry("gazetteer.secrets.previous-keys", Keys.PREVIOUS),
        // A busy machine must not make large searches of tests fail; SearcherTest has a limit of
        // its own.
        Map.entry("gazetteer.search.query-timeout", "60s"),
        // Tests crawl the server that holds their stores.
        Map.entry("gazetteer.source.deny-own-store", "false"));
  }

  @Override
  public void stop() {
    // The server goes with the JVM; other tests use it too.
  }
}
