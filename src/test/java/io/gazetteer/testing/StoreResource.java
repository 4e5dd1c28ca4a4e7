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
    return Map.of(
        "quarkus.datasource.jdbc.url",
        Postgres.jdbcUrl(database),
        "quarkus.datasource.username",
        "postgres",
        "quarkus.datasource.password",
        "",
        "gazetteer.admin.token",
        ADMIN_TOKEN,
        "gazetteer.admin.password",
        ADMIN_PASSWORD,
        "gazetteer.secrets.key",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
  }

  @Override
  public void stop() {
    // The server goes with the JVM; other tests use it too.
  }
}
