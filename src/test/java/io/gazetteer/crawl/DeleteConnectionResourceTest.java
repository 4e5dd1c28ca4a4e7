package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The package that deletes a connection, as the SDKs send it. */
@ServiceTest
@Tag("slow")
class DeleteConnectionResourceTest {

  private static final AtomicInteger EPOCH = new AtomicInteger(1_600_000_000);
  @Inject Jdbi store;
  private WorkflowBuilder crawl;

  @BeforeEach
  void crawl_a_shop() {
    String database = Postgres.createDatabase("shop");
    Postgres.execute(
        database, "CREATE TABLE orders (id int); CREATE VIEW v_orders AS SELECT id FROM orders");
    crawl = aWorkflow().of(database);
    Service.awaitEnd(crawl.start());
  }

  private static ValidatableResponse submit(String name, String connection, String deleteType) {
    return submitJson(name, connection, "\"" + deleteType + "\"");
  }

  private static ValidatableResponse submitJson(String name, String connection, String deleteType) {
    JsonNode body =
        Recorded.exchange("80_connection_delete_purge", "POST", "/api/service/workflows")
            .path("body");
    return Service.asAdmin()
        .body(
            body.toString()
                .replace("atlan-connection-delete-1795219139", name)
                .replace("default/postgres/1700000000", connection)
                .replace("\"PURGE\"", deleteType))
        .post("/api/service/workflows?submit=true")
        .then();
  }

  private static String name() {
    return "atlan-connection-delete-" + EPOCH.incrementAndGet();
  }

  /** Runs the package and returns its run. */
  private JsonPath delete(String deleteType) {
    String name = name();
    submit(name, crawl.connection(), deleteType)
        .statusCode(200)
        .body("metadata.name", equalTo(name));
    return Service.awaitLatest(name);
  }

  private static List<String> log(JsonPath run) {
    return Service.log(run.getString("run.name"));
  }

  @Test
  void a_soft_delete_archives_all_assets_of_the_connection_and_says_how_many() {
    int assets = Service.assetsOf(crawl.connection()).size();
    JsonPath run = delete("SOFT");
    assertThat(run.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(run.getInt("scopes[0].archived")).isEqualTo(assets - 1);
    assertThat(Service.assetsOf(crawl.connection()))
        .hasSize(assets)
        .allSatisfy(asset -> assertThat(asset.get("status")).isEqualTo("DELETED"));
    assertThat(log(run))
        .anyMatch(line -> line.contains((assets - 1) + " assets of connection"))
        .anyMatch(line -> line.contains(crawl.name() + " still crawls this connection"));
    Service.asAdmin()
        .get("/api/v1/assets/changes?limit=1000&run=" + run.getString("run.name"))
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(assets));
    assertThat(delete("SOFT").getInt("scopes[0].archived")).isZero();
  }

  @Test
  void a_delete_type_of_null_counts_as_omitted_and_purges_nothing() {
    int assets = Service.assetsOf(crawl.connection()).size();
    String name = name();
    submitJson(name, crawl.connection(), "null").statusCode(200);
    Service.awaitLatest(name);
    assertThat(Service.assetsOf(crawl.connection()))
        .hasSize(assets)
        .allSatisfy(asset -> assertThat(asset.get("status")).isEqualTo("DELETED"));
  }

  @Test
  void a_purge_leaves_no_trace_in_the_catalogue_and_can_be_repeated() {
    List<Map<String, Object>> assets = Service.assetsOf(crawl.connection());
    JsonPath run = delete("PURGE");
    assertThat(run.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(run.getInt("scopes[0].archived")).isEqualTo(assets.size() - 1);
    assertThat(Service.assetsOf(crawl.connection())).isEmpty();
    Service.asAdmin()
        .get("/api/v1/assets/" + assets.get(0).get("guid") + "/changes")
        .then()
        .statusCode(404);
    JsonPath again = delete("PURGE");
    assertThat(again.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(again.getInt("scopes[0].archived")).isZero();
  }

  @Test
  void a_purge_forgets_the_names_that_nothing_else_has() {
    String names = "SELECT count(*) FROM asset_name k";
    String used = " WHERE EXISTS (SELECT FROM asset a WHERE a.name = k.name)";
    long before = count(names);
    delete("PURGE");
    assertThat(count(names)).isLessThan(before).isEqualTo(count(names + used));
    assertThat(count("SELECT count(DISTINCT a.name) FROM asset a")).isEqualTo(count(names));
    assertThat(count("SELECT count(*) FROM asset_name_count WHERE assets <= 0")).isZero();
  }

  private long count(String sql) {
    return store.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void a_further_crawl_brings_everything_back() {
    int assets = Service.assetsOf(crawl.connection()).size();
    delete("PURGE");
    JsonPath run = Service.awaitEnd(Service.rerun(crawl.name()));
    assertThat(run.getInt("scopes[0].created")).isEqualTo(assets - 1);
    assertThat(Service.assetsOf(crawl.connection())).hasSize(assets);
  }

  @Test
  void other_connections_keep_their_assets_even_with_a_path_that_begins_the_same() {
    String other = crawl.connection() + "0";
    Service.asAdmin()
        .body(
            """
            {"entities": [{"typeName": "Connection", "attributes": {"qualifiedName": "%s", "name": "other",
              "adminUsers": ["admin"]}}]}\
            """
                .formatted(other))
        .post("/api/meta/entity/bulk")
        .then()
        .statusCode(200);
    delete("PURGE");
    assertThat(Service.assetsOf(other)).hasSize(1);
  }

  @Test
  void a_rerun_of_the_package_deletes_again() {
    String name = name();
    submit(name, crawl.connection(), "SOFT").statusCode(200);
    Service.awaitLatest(name);
    Service.awaitEnd(Service.rerun(crawl.name()));
    JsonPath run = Service.awaitEnd(Service.rerun(name));
    assertThat(run.getInt("scopes[0].archived")).isPositive();
  }

  @Test
  void everything_wrong_with_the_package_is_listed_at_once() {
    submit(name(), "default/postgres/1", "GENTLE")
        .statusCode(400)
        .body("errorMessage", containsString("connection-qualified-name"))
        .body("errorMessage", containsString("delete-type"));
  }
}
