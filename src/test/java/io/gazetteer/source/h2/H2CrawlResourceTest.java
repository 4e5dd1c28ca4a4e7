package io.gazetteer.source.h2;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StalledLine;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A whole crawl of the second source through the product, of which nothing knows of it. */
@ServiceTest
class H2CrawlResourceTest {

  private static final List<String> SHOP =
      List.of(
          "CREATE SCHEMA \"sales\"",
          "CREATE TABLE \"sales\".\"customer\" (\"id\" integer CONSTRAINT \"customer_pk\" PRIMARY"
              + " KEY, \"name\" varchar(40) NOT NULL)",
          "COMMENT ON COLUMN \"sales\".\"customer\".\"name\" IS 'full name'",
          "CREATE TABLE \"sales\".\"invoice\" (\"customer\" integer"
              + " CONSTRAINT \"invoice_fk\" REFERENCES \"sales\".\"customer\" (\"id\"))",
          "CREATE VIEW \"sales\".\"names\" AS SELECT \"name\" FROM \"sales\".\"customer\"",
          "CREATE SCHEMA \"hr\"",
          "CREATE TABLE \"hr\".\"odd/one\" (\"x\" integer)");

  /** Bytes that the server answers before it is asked about its catalog, and a few more. */
  private static final long AFTER_SIGN_IN = 1_000;

  private static WorkflowBuilder workflow(String database) {
    return aWorkflow()
        .from("h2")
        .at("localhost", H2Server.port())
        .of(database)
        .as(H2Server.READER, H2Server.READER_PASSWORD)
        .excluding("{\"^.*$\": [\"^PUBLIC$\"]}");
  }

  private static JsonPath succeeded(String run) {
    JsonPath ended = Service.awaitEnd(run);
    assertThat(ended.getString("run.state")).as(ended.prettify()).isEqualTo("SUCCEEDED");
    assertThat(ended.getBoolean("run.degraded")).as(ended.prettify()).isFalse();
    return ended;
  }

  private static List<String> withStatus(String connection, String status) {
    return Service.assetsOf(connection, "qualifiedName").stream()
        .filter(asset -> asset.get("status").equals(status))
        .map(
            asset ->
                asset.get("typeName")
                    + " "
                    + ((Map<?, ?>) asset.get("attributes")).get("qualifiedName"))
        .map(name -> name.replace(connection, "~"))
        .collect(Collectors.toList());
  }

  private static JsonPath found(String connection, String path, String... attributes) {
    return Service.search(
            "{\"query\":{\"term\":{\"qualifiedName\":\"" + connection + path + "\"}}}", attributes)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void a_crawl_finds_everything_under_its_own_names_and_types() {
    String database = H2Server.createDatabase("SHOP", SHOP);
    WorkflowBuilder workflow = workflow(database);
    JsonPath run = succeeded(workflow.start());
    String root = "~/" + database;
    assertThat(withStatus(workflow.connection(), "ACTIVE"))
        .containsExactlyInAnyOrder(
            "Connection ~",
            "Database " + root,
            "Schema " + root + "/sales",
            "Table " + root + "/sales/customer",
            "Column " + root + "/sales/customer/id",
            "Column " + root + "/sales/customer/name",
            "H2Constraint " + root + "/sales/customer/_constraints_/customer_pk",
            "Table " + root + "/sales/invoice",
            "Column " + root + "/sales/invoice/customer",
            "H2Constraint " + root + "/sales/invoice/_constraints_/invoice_fk",
            "View " + root + "/sales/names",
            "Column " + root + "/sales/names/name",
            "Schema " + root + "/hr",
            "Table " + root + "/hr/odd%2Fone",
            "Column " + root + "/hr/odd%2Fone/x");
    assertThat(run.getLong("run.created")).isEqualTo(14);
    assertThat(run.getList("scopes.name")).containsExactly(database);
  }

  @Test
  void what_was_found_can_be_searched_with_its_attributes_and_relations() {
    String database = H2Server.createDatabase("SEARCHED", SHOP);
    WorkflowBuilder workflow = workflow(database);
    succeeded(workflow.start());
    JsonPath name =
        found(
            workflow.connection(),
            "/" + database + "/sales/customer/name",
            "dataType",
            "isNullable",
            "description",
            "connectorName",
            "tableName");
    assertThat(name.getString("entities[0].attributes.dataType"))
        .isEqualTo("CHARACTER VARYING(40)");
    assertThat(name.getBoolean("entities[0].attributes.isNullable")).isFalse();
    assertThat(name.getString("entities[0].attributes.description")).isEqualTo("full name");
    assertThat(name.getString("entities[0].attributes.connectorName")).isEqualTo("h2");
    assertThat(name.getString("entities[0].attributes.tableName")).isEqualTo("customer");
    JsonPath sales =
        found(workflow.connection(), "/" + database + "/sales", "tableCount", "viewsCount");
    assertThat(sales.getLong("entities[0].attributes.tableCount")).isEqualTo(2);
    assertThat(sales.getLong("entities[0].attributes.viewsCount")).isEqualTo(1);
    JsonPath key =
        found(workflow.connection(), "/" + database + "/sales/invoice/customer", "foreignKeyFrom");
    assertThat(
            key.getString("entities[0].attributes.foreignKeyFrom.uniqueAttributes.qualifiedName"))
        .isEqualTo(workflow.connection() + "/" + database + "/sales/customer/id");
  }

  @Test
  void another_crawl_changes_nothing_and_one_after_a_change_archives_what_is_gone() {
    String database = H2Server.createDatabase("CHANGED", SHOP);
    WorkflowBuilder workflow = workflow(database);
    succeeded(workflow.start());
    JsonPath same = succeeded(Service.rerun(workflow.name()));
    assertThat(same.getLong("run.created")).isZero();
    assertThat(same.getLong("run.changed")).isZero();
    assertThat(same.getLong("run.archived")).isZero();
    assertThat(same.getLong("run.unchanged")).isEqualTo(14);

    H2Server.execute(
        database,
        List.of(
            "DROP TABLE \"hr\".\"odd/one\"",
            "ALTER TABLE \"sales\".\"customer\" ADD COLUMN \"since\" date",
            "ALTER TABLE \"sales\".\"invoice\" ALTER COLUMN \"customer\" SET NOT NULL"));
    JsonPath changed = succeeded(Service.rerun(workflow.name()));
    assertThat(changed.getLong("run.created")).isEqualTo(1);
    assertThat(changed.getLong("run.changed")).isEqualTo(1);
    assertThat(changed.getLong("run.archived")).isEqualTo(2);
    assertThat(withStatus(workflow.connection(), "DELETED"))
        .containsExactlyInAnyOrder(
            "Table ~/" + database + "/hr/odd%2Fone", "Column ~/" + database + "/hr/odd%2Fone/x");
    assertThat(withStatus(workflow.connection(), "ACTIVE"))
        .contains("Column ~/" + database + "/sales/customer/since");
  }

  @Test
  void a_database_that_is_not_listed_keeps_its_assets() {
    String first = H2Server.createDatabase("FIRST", SHOP);
    String second = H2Server.createDatabase("SECOND", SHOP);
    WorkflowBuilder workflow = workflow(first);
    succeeded(workflow.start());
    succeeded(workflow(second).over(workflow.connection()).start());
    assertThat(withStatus(workflow.connection(), "DELETED")).isEmpty();
    assertThat(withStatus(workflow.connection(), "ACTIVE"))
        .contains("Database ~/" + first, "Database ~/" + second);
  }

  @Test
  void the_filters_select_here_too() {
    String database = H2Server.createDatabase("FILTERED", SHOP);
    WorkflowBuilder workflow =
        workflow(database)
            .including("{\"^" + database + "$\": [\"^sales$\"]}")
            .withoutTables("(?i)INV.*");
    succeeded(workflow.start());
    assertThat(withStatus(workflow.connection(), "ACTIVE"))
        .contains("Table ~/" + database + "/sales/customer")
        .doesNotContain("Table ~/" + database + "/sales/invoice", "Schema ~/" + database + "/hr");
  }

  @Test
  void a_wrong_password_or_database_fails_in_words() {
    String database = H2Server.createDatabase("CLOSED", SHOP);
    JsonPath refused = Service.awaitEnd(workflow(database).as(H2Server.READER, "wrong").start());
    assertThat(refused.getString("run.state")).isEqualTo("FAILED");
    assertThat(refused.getString("run.message"))
        .contains("rejected the sign-in of \"READER\"", "28000")
        .doesNotContain("Wrong user name");
    JsonPath missing = Service.awaitEnd(workflow("NOWHERE").start());
    assertThat(missing.getString("run.message")).contains("has no database \"NOWHERE\"");
    JsonPath unnamed = Service.awaitEnd(workflow(null).start());
    assertThat(unnamed.getString("run.message")).contains("Name the database to crawl");
  }

  @Test
  void an_unknown_connector_is_a_400_that_names_the_known_ones() {
    WorkflowBuilder workflow = aWorkflow().from("oracle").of("x");
    workflow
        .submit()
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("PACKAGE_NOT_SUPPORTED"))
        .body("errorMessage", containsString("atlan-h2 or atlan-postgres"));
  }

  @Test
  void a_connection_of_another_kind_than_the_package_is_a_fault() {
    String definition = workflow("X").definition().toString();
    Service.asAdmin()
        .body(definition.replace("connectorName\\\":\\\"h2", "connectorName\\\":\\\"postgres"))
        .post("/api/service/workflows")
        .then()
        .statusCode(400)
        .body(containsString("connectorName"))
        .body(containsString("must be h2, as the package says"));
  }

  @Test
  void a_credential_is_tested_by_the_sources_own_driver() {
    String database = H2Server.createDatabase("TESTED", SHOP);
    String body =
        """
        {"host": "localhost", "port": %d, "authType": "basic", "username": "%s", "password": "%s",
         "connectorConfigName": "atlan-connectors-%s", "extra": {"database": "%s"}}\
        """;
    Service.asAdmin()
        .body(
            body.formatted(
                H2Server.port(), H2Server.READER, H2Server.READER_PASSWORD, "h2", database))
        .post("/api/service/credentials/test")
        .then()
        .statusCode(200);
    Service.asAdmin()
        .body(body.formatted(H2Server.port(), H2Server.READER, "wrong", "h2", database))
        .post("/api/service/credentials/test")
        .then()
        .body(containsString("rejected the sign-in"));
    Service.asAdmin()
        .body(body.formatted(H2Server.port(), H2Server.READER, "wrong", "oracle", database))
        .post("/api/service/credentials/test")
        .then()
        .statusCode(400)
        .body(containsString("no connector oracle"));
  }

  private static void assertStops(StalledLine line, String database, ThrowingCallable begun)
      throws Throwable {
    String run = workflow(database).at("localhost", line.port()).start();
    begun.call();
    Service.asAdmin().post("/api/v1/runs/{name}/cancel", run).then().statusCode(200);
    JsonPath end = Service.awaitEnd(run);
    assertThat(end.getString("run.state")).as(end.prettify()).isEqualTo("CANCELLED");
  }

  @Test
  void a_stop_does_not_wait_for_a_server_that_does_not_answer_the_sign_in() throws Throwable {
    String database = H2Server.createDatabase("SILENT", SHOP);
    try (StalledLine line = StalledLine.open(H2Server.port(), -1)) {
      assertStops(line, database, () -> await().until(() -> line.accepted() > 0));
    }
  }

  @Test
  void a_stop_does_not_wait_for_a_server_that_froze_after_the_sign_in() throws Throwable {
    String database = H2Server.createDatabase("FROZEN", SHOP);
    try (StalledLine line = StalledLine.open(H2Server.port(), AFTER_SIGN_IN)) {
      assertStops(line, database, line::awaitStalled);
    }
  }
}
