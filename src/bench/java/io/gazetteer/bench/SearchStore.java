package io.gazetteer.bench;

import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StageDoor;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.asset.load.StageTarget;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A store full of made-up assets, loaded as a crawl loads them: two connections of five databases,
 * twenty schemas each, in each as many tables and views as make the wanted number, with ten columns
 * a table. Names are put together from sixty nouns, every fourth table and every tenth column has a
 * description. A second crawl no longer sees every fiftieth table, which archives two of a hundred
 * assets.
 */
final class SearchStore {

  static final int CONNECTIONS = 2;
  static final int DATABASES = 5;
  static final int SCHEMAS = 20;
  private static final int COLUMNS = 10;
  private static final int ARCHIVED = 50;
  private static final String WORKFLOW = "atlan-postgres-1";
  private static final Instant BEGINNING = Instant.parse("2026-03-29T01:30:00Z");

  static final List<String> NOUNS =
      Names.words(
          "customer order invoice ledger payment address product supplier shipment return audit"
              + " session event metric report budget account contract vendor ticket agent region"
              + " country currency price discount stock warehouse batch delivery route driver"
              + " vehicle device sensor reading alert channel message thread comment review"
              + " rating profile preference campaign segment lead opportunity quote policy claim"
              + " premium benefit employee department payroll shift schedule milestone");
  static final List<String> DATA_TYPES =
      Names.words("text bigint integer numeric boolean timestamptz date uuid jsonb bytea");
  private static final List<String> ENDS =
      Names.words(
          "id name status type code amount total count date created_at updated_at key value hash");

  private final String url;
  private final int tables;

  private SearchStore(String url, int tables) {
    this.url = url;
    this.tables = tables;
  }

  /** Fills an empty store, and leaves it as autovacuum would. */
  static void fill(String url, int assets) throws SQLException {
    SearchStore store =
        new SearchStore(url, assets / (CONNECTIONS * DATABASES * SCHEMAS * (COLUMNS + 1)));
    for (int c = 0; c < CONNECTIONS; c++) {
      try (Connection connection = Servers.connect(url)) {
        StageDoor.saveConnection(
            connection, new UUID(0, c), connection(c), "pg-" + c, at(BEGINNING));
      }
      for (int d = 0; d < DATABASES; d++) {
        Instant time = BEGINNING.plus(Duration.ofMinutes(c * DATABASES + d));
        store.crawl(c, d, time, false);
        store.crawl(c, d, time.plus(Duration.ofDays(1)), true);
      }
    }
    Servers.execute(url, "VACUUM ANALYZE");
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  static String connection(int number) {
    return "default/postgres/170000000" + number;
  }

  static String schema(int connection, int database, int schema) {
    return connection(connection) + "/" + database(connection, database) + "/" + name(schema);
  }

  static String table(int schema, int table) {
    return noun(table * 7 + schema) + "_" + noun((table * 13 + schema * 11) / 3) + "_" + table;
  }

  static String column(int schema, int table, int column) {
    if (column == 1) {
      return "id";
    }
    String name =
        noun(table * 3 + column * 17 + schema) + "_" + ENDS.get((column * 7 + table) % ENDS.size());
    return name + (column > 5 ? "_" : "_c") + column;
  }

  private static String database(int connection, int number) {
    return "db_" + connection + "_" + number;
  }

  private static String name(int schema) {
    return "schema_" + schema + "_" + noun(schema);
  }

  private static String noun(int number) {
    return NOUNS.get(number % NOUNS.size());
  }

  private void crawl(int c, int d, Instant time, boolean second) throws SQLException {
    String connection = connection(c);
    String database = database(c, d);
    StageTarget target = new StageTarget(connection, database, WORKFLOW, false);
    try (Stage stage = StageDoor.open(() -> Servers.connect(url), target, at(time))) {
      Parent server = new Parent("Connection", connection, database, null, null);
      stage.write(
          server.child("Database", connection + "/" + database, database, null, "{}", null));
      for (int s = 0; s < SCHEMAS; s++) {
        Parent within =
            new Parent("Database", connection + "/" + database, database, name(s), null);
        stage.write(within.child("Schema", schema(c, d, s), name(s), null, "{}", null));
        Parent schema = new Parent("Schema", schema(c, d, s), database, name(s), null);
        for (int t = 1; t <= tables; t++) {
          if (!second || t % ARCHIVED != 0) {
            table(stage, schema, s, t);
          }
        }
      }
      stage.merge(
          new MergeScope(
              connection,
              database,
              WORKFLOW,
              (second ? "second-" : "first-") + database,
              Set.of(),
              Map.of(),
              Set.of()),
          MergeRules.UNLIMITED);
    }
  }

  private static void table(Stage stage, Parent schema, int s, int t) {
    String type = t % 10 == 0 ? "View" : "Table";
    String name = table(s, t);
    String path = schema.path() + "/" + name;
    String words = name.replace('_', ' ');
    stage.write(
        schema.child(
            type,
            path,
            name,
            null,
            "{\"columnCount\": 10, \"isPartitioned\": false"
                + (t % 4 == 0 ? ", \"description\": \"The " + words + " kept for reports\"}" : "}"),
            type.equals("Table") ? "{\"rowCount\": 10, \"sizeBytes\": 8192}" : null));
    Parent table = new Parent(type, path, schema.database(), schema.schema(), name);
    for (int k = 1; k <= COLUMNS; k++) {
      String column = column(s, t, k);
      stage.write(
          table.child(
              "Column",
              path + "/" + column,
              column,
              k,
              "{\"dataType\": \"%s\", \"isNullable\": true, \"order\": %d%s}"
                  .formatted(
                      DATA_TYPES.get((t + k * k) % DATA_TYPES.size()),
                      k,
                      k == 3 ? ", \"description\": \"Holds the " + words + "\"" : ""),
              null));
    }
  }

  /** What contains an asset, with the names on the way to it. */
  private record Parent(String type, String path, String database, String schema, String relation) {

    StagedAsset child(
        String childType,
        String childPath,
        String name,
        Integer ordinal,
        String attributes,
        String statistics) {
      return new StagedAsset(
          childType,
          childPath,
          name,
          path,
          type,
          database,
          schema,
          relation,
          ordinal,
          new StagedAsset.Attributes(bytes(attributes), -1),
          statistics == null ? null : bytes(statistics),
          List.of());
    }

    private static byte[] bytes(String json) {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }
}
