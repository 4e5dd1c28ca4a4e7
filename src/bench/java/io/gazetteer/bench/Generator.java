package io.gazetteer.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills a database of the source with a synthetic catalog, unless it holds that already. */
final class Generator {

  /** Raise it with every change of what is generated, so that older catalogs are replaced. */
  static final int VERSION = 2;

  private static final long SEED = 42;
  private static final int WORKERS = 2;
  private static final int BATCH = 200;

  private final Servers servers;

  Generator(Servers servers) {
    this.servers = servers;
  }

  /** The catalog of a shape that is measured. */
  void ensure(Shape shape) throws SQLException, InterruptedException, ExecutionException {
    ensure(shape, shape.database(), SEED);
  }

  /** A catalog of the same shape with other names. */
  void ensureOther(String database, Shape shape, int number)
      throws SQLException, InterruptedException, ExecutionException {
    ensure(shape, database, SEED + number);
  }

  private void ensure(Shape shape, String database, long seed)
      throws SQLException, InterruptedException, ExecutionException {
    String wanted = "gazetteer benchmark, generator %d, seed %d".formatted(VERSION, seed);
    String admin = servers.sourceUrl("postgres");
    String mark =
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '%s'"
            .formatted(database);
    if (wanted.equals(Servers.value(admin, mark))) {
      return;
    }
    Servers.execute(admin, "DROP DATABASE IF EXISTS " + database);
    Servers.execute(admin, "CREATE DATABASE " + database + " TEMPLATE template0");
    long start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Void>> parts = new ArrayList<>();
      for (int i = 0; i < shape.schemas; i++) {
        int schema = i;
        Callable<Void> part = () -> make(database, new SchemaScript(shape, schema, seed));
        parts.add(pool.submit(part));
      }
      for (Future<Void> part : parts) {
        part.get();
      }
    } finally {
      pool.shutdown();
    }
    vacuum(servers.sourceUrl(database));
    Servers.execute(admin, "COMMENT ON DATABASE " + database + " IS '" + wanted + "'");
    Console.say(
        "%s generated in %d ms".formatted(database, (System.nanoTime() - start) / 1_000_000));
  }

  private Void make(String database, SchemaScript script) throws SQLException {
    List<String> statements = script.statements();
    try (Connection connection = Servers.connect(servers.sourceUrl(database));
        Statement statement = connection.createStatement()) {
      for (int from = 0; from < statements.size(); from += BATCH) {
        int to = Math.min(statements.size(), from + BATCH);
        statement.execute(String.join(";\n", statements.subList(from, to)));
      }
    }
    return null;
  }

  static void vacuum(String url) throws SQLException {
    try (Connection connection = Servers.connect(url);
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "class",
              "attribute",
              "attrdef",
              "constraint",
              "index",
              "description",
              "depend",
              "type",
              "proc",
              "inherits",
              "namespace",
              "rewrite",
              "partitioned_table")) {
        statement.execute("VACUUM ANALYZE pg_catalog.pg_" + table);
      }
    }
  }
}
