package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.gazetteer.testing.WrittenRun;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented files of the older extractor. */
@ServiceTest
class ExtractorFilesResourceTest {

  private static final String DATABASES = "[{\"TABLE_CATALOG\": \"shop\", \"SCHEMA_COUNT\": 2}]";
  private static final String SCHEMAS =
      """
      [
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_COUNT": 4, "VIEW_COUNT": 2},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "tmp", "TABLE_COUNT": 1, "VIEW_COUNT": "0"},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "information_schema", "TABLE_COUNT": 60, "VIEW_COUNT": 0}
      ]\
      """;
  private static final String TABLES =
      """
      [
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "orders", "TABLE_TYPE": "PARTITIONED TABLE", "TABLE_KIND": "p",
         "REMARKS": "What was bought", "COLUMN_COUNT": 2, "ROW_COUNT": 120, "BYTES": "8192", "PARTITION_STRATEGY": "r", "PARTITION_COUNT": 1},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "orders_1", "TABLE_TYPE": "TABLE", "COLUMN_COUNT": 2,
         "ROW_COUNT": null, "IS_PARTITION": "YES", "PARENT_TABLE_NAME": "orders", "PARTITION_CONSTRAINT": "FOR VALUES FROM (1) TO (9)"},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "customers", "TABLE_TYPE": "TABLE", "COLUMN_COUNT": 1},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "remote", "TABLE_TYPE": "FOREIGN TABLE"},
        {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "tmp", "TABLE_NAME": "scratch", "TABLE_TYPE": "TABLE", "COLUMN_COUNT": 0}
      ]\
      """;
  private static final String VIEWS =
      """
      {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "seen", "TABLE_TYPE": "VIEW", "COLUMN_COUNT": 1, "VIEW_DEFINITION": "SELECT 1"}
      {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "seen", "TABLE_TYPE": "VIEW", "COLUMN_COUNT": 1, "VIEW_DEFINITION": "SELECT 2"}
      {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "kept", "TABLE_TYPE": "MATERIALIZED VIEW", "COLUMN_COUNT": 1, "VIEW_DEFINITION": "SELECT 3"}
      """;
  private static final String COLUMNS =
      """
      [{"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "orders", "COLUMN_NAME": "id", "ORDINAL_POSITION": 1, "DATA_TYPE": "int8",
        "IS_NULLABLE": "NO", "CONSTRAINT_TYPE": "PRIMARY KEY", "REMARKS": "The number", "DECIMAL_DIGITS": 64},
       {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "orders", "COLUMN_NAME": "id", "ORDINAL_POSITION": 1, "DATA_TYPE": "int8",
        "IS_NULLABLE": "NO", "CONSTRAINT_TYPE": "FOREIGN KEY"},
       {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "orders", "COLUMN_NAME": "note", "ORDINAL_POSITION": 3, "DATA_TYPE": 12,
        "TYPE_NAME": "varchar", "MAX_LENGTH": 80, "IS_NULLABLE": "YES", "COLUMN_DEF": "'x'::text"},
       {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "remote", "COLUMN_NAME": "a", "ORDINAL_POSITION": 1, "DATA_TYPE": "text"},
       {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "public", "TABLE_NAME": "seen", "COLUMN_NAME": "one", "ORDINAL_POSITION": 1, "DATA_TYPE": "int4"},
       {"TABLE_CATALOG": "shop", "TABLE_SCHEMA": "pg_catalog", "TABLE_NAME": "pg_class", "COLUMN_NAME": "oid", "ORDINAL_POSITION": 1, "DATA_TYPE": "oid"}]
      """;
  private static final String DETAILS =
      "[{\"PROCEDURE_CATALOG\": \"shop\", \"PROCEDURE_SCHEMA\": \"public\", \"PROCEDURE_NAME\":"
          + " \"tidy\", \"PROCEDURE_DEFINITION\": \"BEGIN END\", \"SOURCE_OWNER\": \"ann\","
          + " \"PROCEDURE_TYPE\": \"-1\"}]";
  private static final String ROUTINES =
      "[{\"PROCEDURE_CAT\": \"shop\", \"PROCEDURE_SCHEM\": \"public\", \"PROCEDURE_NAME\":"
          + " \"tidy\"}, {\"PROCEDURE_CAT\": \"shop\", \"PROCEDURE_SCHEM\": \"public\","
          + " \"PROCEDURE_NAME\": \"sweep\"}]";

  @Inject Jdbi jdbi;
  @Inject ObjectStores stores;

  private ObjectStore store;
  private String folder;
  private WorkflowBuilder workflow;

  @BeforeEach
  void upload() {
    store = stores.open("offline");
    folder = "extracted-" + System.nanoTime();
    workflow = aWorkflow().offline("offline", folder);
    put("databases.json", DATABASES);
    put("schemas-shop.json", SCHEMAS);
    put("table-shop.json", TABLES);
    put("view-shop.json", VIEWS);
    put("columns-shop.json", COLUMNS);
    put("extras-procedures-shop.json", DETAILS);
    put("procedures-shop.json", ROUTINES);
  }

  private void put(String name, String text) {
    WrittenRun.put(store, folder + "/" + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void delete(String name) {
    store.delete(List.of(folder + "/" + name));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> assets() {
    return RecrawlScenario.assets(jdbi, workflow.connection()).stream()
        .map(asset -> asset.replace("<connection>/shop", ""))
        .toList();
  }

  private String asset(String type, String path) {
    List<String> found =
        assets().stream().filter(asset -> asset.startsWith(type + " " + path + " ")).toList();
    assertThat(found).as(assets().toString()).hasSize(1);
    return found.get(0);
  }

  @Test
  void what_is_documented_becomes_assets_once_each() {
    JsonPath run = RecrawlScenario.ended(workflow.start());
    assertThat(asset("Database", "")).contains("\"schemaCount\": 2");
    assertThat(asset("Schema", "/public")).contains("\"tableCount\": 3", "\"viewsCount\": 2");
    assertThat(asset("Table", "/public/orders"))
        .contains("What was bought", "\"rowCount\": 120", "\"sizeBytes\": 8192")
        .contains(
            "\"columnCount\": 2", "\"partitionStrategy\": \"RANGE\"", "\"partitionCount\": 1");
    assertThat(asset("TablePartition", "/public/orders_1"))
        .contains("FOR VALUES FROM (1) TO (9)", "/public/orders\"");
    assertThat(asset("Table", "/public/remote")).contains("FOREIGN TABLE", "\"columnCount\": 1");
    assertThat(asset("View", "/public/seen")).contains("SELECT 1");
    assertThat(asset("MaterialisedView", "/public/kept")).contains("SELECT 3");
    assertThat(asset("Column", "/public/orders/id"))
        .contains("\"isPrimary\": true", "\"isForeign\": true", "\"isNullable\": false")
        .contains("\"order\": 1", "int8", "The number");
    assertThat(asset("Column", "/public/orders/note"))
        .contains("\"dataType\": \"varchar\"", "\"maxLength\": 80", "'x'::text");
    assertThat(asset("Column", "/public/seen/one")).contains(" View ");
    assertThat(asset("Procedure", "/public/_procedures_/tidy()")).contains("BEGIN END", "ann");
    asset("Procedure", "/public/_procedures_/sweep()");
    assertThat(assets()).hasSize(16);
    assertThat(run.getList("scopes[0].warnings", String.class))
        .containsExactly("1 rows repeat the name of another row, and were skipped");
  }

  @Test
  void filters_hold_for_them_too() {
    workflow.including("{\"shop\": [\"pub.*\"]}").withoutTables("orders.*|remote");
    RecrawlScenario.ended(workflow.start());
    assertThat(assets())
        .anyMatch(asset -> asset.startsWith("Table /public/customers "))
        .noneMatch(asset -> asset.contains("/public/orders"))
        .noneMatch(asset -> asset.contains("/tmp"));
    assertThat(asset("Schema", "/public")).contains("\"tableCount\": 1", "\"viewsCount\": 2");
  }

  @Test
  void filters_that_select_nothing_of_them_are_named() {
    workflow.including("{\"shop\": [\"nosuch\"], \"else.*where\": []}");

    JsonPath run = RecrawlScenario.ended(workflow.start());

    assertThat(run.getBoolean("run.degraded")).isTrue();
    assertThat(run.getString("run.message"))
        .contains(
            "The include filter selects none of the",
            "\"nosuch\" matches no schema there",
            "matches \"else.*where\" of the include filter");
  }

  @Test
  void a_missing_optional_file_archives_nothing_of_its_kind_and_degrades_the_run() {
    RecrawlScenario.ended(workflow.start());
    List<String> whole = assets();
    for (String file : List.of("view-shop.json", "columns-shop.json", "procedures-shop.json")) {
      delete(file);
      JsonPath run = RecrawlScenario.ended(Service.rerun(workflow.name()));
      assertThat(run.getBoolean("run.degraded")).isTrue();
      assertThat(run.getLong("run.archived")).as(file).isZero();
    }
    delete("extras-procedures-shop.json");
    put("table-shop.json", TABLES.replace("\"customers\"", "\"clients\""));
    JsonPath run = RecrawlScenario.ended(Service.rerun(workflow.name()));
    assertThat(Service.log(run.getString("run.name")))
        .contains(
            "shop: %s/columns-shop.json is missing: its assets are kept unchanged"
                .formatted(folder))
        .anyMatch(line -> line.contains("/procedures-shop.json is missing"))
        .anyMatch(line -> line.contains("/view-shop.json is missing"));
    assertThat(run.getLong("run.archived")).isEqualTo(1);
    assertThat(assets()).hasSameSizeAs(whole).anyMatch(asset -> asset.contains("/public/seen/one"));
  }

  @Test
  void what_the_files_cannot_tell_stays_as_a_crawl_found_it() {
    String database = Postgres.createDatabase("extracted");
    Postgres.execute(
        database,
        "CREATE TABLE public.customers (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('x')");
    WorkflowBuilder direct = aWorkflow().of(database);
    RecrawlScenario.ended(direct.start());
    put("databases.json", DATABASES.replace("shop", database));
    for (String file : List.of("schemas-", "table-", "view-", "columns-")) {
      String text = file.equals("schemas-") ? SCHEMAS : file.equals("table-") ? TABLES : "[]";
      put(file + database + ".json", text.replace("\"shop\"", "\"" + database + "\""));
    }
    WorkflowBuilder files = aWorkflow().over(direct.connection()).offline("offline", folder);
    JsonPath run = RecrawlScenario.ended(files.start());
    List<String> now = RecrawlScenario.assets(jdbi, direct.connection());
    assertThat(now)
        .anyMatch(asset -> asset.startsWith("PostgresType "))
        .anyMatch(asset -> asset.startsWith("PostgresIndex "))
        .noneMatch(asset -> asset.startsWith("Column ") && asset.contains("/customers/id "));
    assertThat(run.getLong("run.archived")).isEqualTo(1);
  }

  private String refused() {
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("FAILED");
    assertThat(assets()).isEmpty();
    List<String> errors = run.getList("scopes.errorMessage");
    return errors == null || errors.isEmpty() ? run.getString("run.message") : errors.get(0);
  }

  @Test
  void schemas_have_to_be_told() {
    delete("schemas-shop.json");
    assertThat(refused()).contains(folder + "/schemas-shop.json is missing");
  }

  @Test
  void a_file_that_is_cut_off_is_named_with_its_line() {
    put("columns-shop.json", COLUMNS.substring(0, COLUMNS.length() / 2));
    assertThat(refused()).contains(folder + "/columns-shop.json line ", "truncated");
  }

  @Test
  void an_array_without_an_end_is_cut_off() {
    put("table-shop.json", TABLES.strip().substring(0, TABLES.strip().length() - 1));
    assertThat(refused()).contains(folder + "/table-shop.json line ");
  }

  @Test
  void an_empty_file_is_not_an_empty_list() {
    put("view-shop.json", "");
    assertThat(refused()).contains(folder + "/view-shop.json is empty");
  }

  @Test
  void what_has_no_name_or_is_no_object_is_refused_with_its_line() {
    put("table-shop.json", "[{\"TABLE_SCHEMA\": \"public\",\n\"TABLE_NAME\": null}]");
    assertThat(refused()).contains("table-shop.json line 1 has no TABLE_NAME");
  }

  @Test
  void a_number_that_is_none_is_refused_with_its_line() {
    put(
        "columns-shop.json",
        COLUMNS.replace("\"ORDINAL_POSITION\": 3", "\"ORDINAL_POSITION\": \"x\""));
    assertThat(refused()).contains("columns-shop.json line 5 ORDINAL_POSITION is not an integer");
  }

  @Test
  void no_database_is_no_success() {
    put("databases.json", "[]");
    assertThat(refused()).contains("databases.json names no database");
  }
}
