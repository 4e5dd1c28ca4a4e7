package io.gazetteer.api.sdk.asset;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.AssetError;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What public SDKs really asked for, asked of a catalogue that holds the objects they had in mind.
 */
@ServiceTest
class AssetContractResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDED_CONNECTION = "default/postgres/1700000000";
  private static WorkflowBuilder workflow;
  private static String database;

  @BeforeEach
  void crawl_a_shop_once() {
    if (workflow == null) {
      database = Postgres.createDatabase("sales");
      Postgres.execute(
          database,
          """
          CREATE TABLE public.orders (id int PRIMARY KEY, note text);
          COMMENT ON TABLE public.orders IS 'what was ordered';
          CREATE VIEW public.v_orders AS SELECT id FROM public.orders;
          CREATE MATERIALIZED VIEW public.m_orders AS SELECT id FROM public.orders;
          INSERT INTO public.orders VALUES (1, 'x'); ANALYZE public.orders;
          """);
      workflow = aWorkflow().of(database);
      Service.awaitEnd(workflow.start());
    }
  }

  /** A recorded request, with the names of its world put into those of ours. */
  private static JsonNode recorded(String flow, int request) throws IOException {
    try (InputStream in =
        AssetContractResourceTest.class.getResourceAsStream("/recorded/" + flow + ".json")) {
      JsonNode exchange = JSON.readTree(in).path("requests").path(request);
      String ours =
          exchange
              .toString()
              .replace(RECORDED_CONNECTION + "/sales", workflow.connection() + "/" + database)
              .replace(RECORDED_CONNECTION, workflow.connection());
      return JSON.readTree(ours);
    }
  }

  private static ValidatableResponse replay(JsonNode request) {
    Map<String, Object> query = new HashMap<>();
    request.path("query").forEach(pair -> query.put(pair.get(0).asText(), pair.get(1).asText()));
    RequestSpecification sent = Service.asAdmin().queryParams(query);
    if (request.path("body").isObject()) {
      sent = sent.body(request.get("body").toString());
    }
    return sent.request(request.get("method").asText(), request.get("path").asText()).then();
  }

  private static String guid(String type, String path) {
    return Service.asAdmin()
        .queryParam("attr:qualifiedName", workflow.connection() + "/" + database + path)
        .get("/api/meta/entity/uniqueAttribute/type/" + type)
        .then()
        .statusCode(200)
        .extract()
        .path("entity.guid");
  }

  @ParameterizedTest
  @CsvSource({
    "60_fluent_search_column, Column",
    "60_fluent_search_database, Database",
    "60_fluent_search_materialisedview, MaterialisedView",
    "60_fluent_search_schema, Schema",
    "60_fluent_search_table, Table",
    "60_fluent_search_view, View"
  })
  void a_fluent_search_by_type_finds_that_type_and_ends_with_a_page_without_entities(
      String flow, String type) throws IOException {
    JsonNode first = recorded(flow, 0);
    JsonPath page = replay(first).statusCode(200).extract().jsonPath();
    List<String> types = page.getList("entities.typeName");
    assertThat(types).isNotEmpty().containsOnly(type);
    assertThat(page.getInt("approximateCount")).isEqualTo(types.size());
    assertThat(page.getString("queryType")).isEqualTo("INDEX");
    assertThat(JSON.readTree(page.getString("searchParameters.query")))
        .isEqualTo(first.path("body").path("dsl"));
    for (Map<String, Object> entity : page.<Map<String, Object>>getList("entities")) {
      assertThat(entity.get("guid")).isNotNull();
      assertThat(((Map<?, ?>) entity.get("attributes")).get("name")).isNotNull();
      assertThat(((Map<?, ?>) entity.get("attributes")).get("qualifiedName")).isNotNull();
      assertThat((List<?>) entity.get("classificationNames")).isEmpty();
    }
    ObjectNode next = first.deepCopy();
    ((ObjectNode) next.at("/body/dsl")).put("from", first.at("/body/dsl/size").asInt());
    String last = replay(next).statusCode(200).extract().asString();
    assertThat(JSON.readTree(last).has("entities")).isFalse();
  }

  @Test
  void a_search_by_prefix_of_the_path_pages_and_counts_exactly() throws IOException {
    int total =
        replay(recorded("62_fluent_count", 0)).statusCode(200).extract().path("approximateCount");
    assertThat(total).isEqualTo(assets());
    String first =
        replay(recorded("61_fluent_search_execute_prefix", 0)).extract().path("entities[0].guid");
    String second =
        replay(recorded("61_fluent_search_execute_prefix", 1)).extract().path("entities[0].guid");
    assertThat(first).isNotNull().isNotEqualTo(second);
  }

  @Test
  void words_wildcards_sorting_and_aggregations_work_together() throws IOException {
    JsonPath page = replay(recorded("63_fluent_sort_aggs", 0)).statusCode(200).extract().jsonPath();
    assertThat(page.getList("entities.attributes.name", String.class))
        .isSorted()
        .contains("v_orders");
    assertThat(page.getList("aggregations.types.buckets.key", String.class)).contains("View");
  }

  @Test
  void a_connection_is_found_by_name_with_its_admins() throws IOException {
    JsonNode request = recorded("66_find_connections_by_name", 0);
    String body =
        request
            .path("body")
            .toString()
            .replace(
                "pg-prod", "c" + workflow.connection().substring("default/postgres/".length()));
    Service.asAdmin()
        .body(body.replace("adminRoles", "adminUsers"))
        .post("/api/meta/search/indexsearch")
        .then()
        .statusCode(200)
        .body("approximateCount", equalTo(1))
        .body("entities[0].typeName", equalTo("Connection"))
        .body("entities[0].attributes.qualifiedName", equalTo(workflow.connection()))
        .body("entities[0].attributes.adminUsers", equalTo(List.of("admin")));
    String nothing =
        replay(recorded("67_find_connections_by_name_missing", 0))
            .statusCode(200)
            .extract()
            .asString();
    assertThat(JSON.readTree(nothing).has("entities")).isFalse();
  }

  @Test
  void a_table_is_got_by_its_path_with_what_postgresql_knows_of_it() throws IOException {
    replay(recorded("68_get_by_qualified_name", 0))
        .statusCode(200)
        .body("entity.typeName", equalTo("Table"))
        .body("entity.status", equalTo("ACTIVE"))
        .body("entity.attributes.columnCount", equalTo(2))
        .body("entity.attributes.rowCount", equalTo(1))
        .body("entity.attributes.sizeBytes", notNullValue())
        .body("entity.attributes.description", equalTo("what was ordered"))
        .body("entity.attributes.databaseName", equalTo(database))
        .body("entity.attributes.schemaName", equalTo("public"))
        .body("entity.attributes.connectorName", equalTo("postgres"))
        .body("entity.attributes.lastSyncRun", notNullValue())
        .body("referredEntities", notNullValue());
    replay(recorded("69_get_by_qualified_name_attrs", 0))
        .statusCode(200)
        .body("entities[0].attributes.columnCount", equalTo(2));
  }

  @Test
  void a_table_is_got_by_guid_with_its_columns_and_schema() {
    String guid = guid("Table", "/public/orders");
    Service.asAdmin()
        .get("/api/meta/entity/guid/" + guid + "?minExtInfo=false&ignoreRelationships=false")
        .then()
        .statusCode(200)
        .body("entity.guid", equalTo(guid))
        .body("entity.relationshipAttributes.columns.displayText", equalTo(List.of("id", "note")))
        .body("entity.relationshipAttributes.atlanSchema.displayText", equalTo("public"));
    Service.asAdmin()
        .get("/api/meta/entity/guid/" + guid + "?minExtInfo=true&ignoreRelationships=true")
        .then()
        .statusCode(200)
        .body("entity.relationshipAttributes.size()", equalTo(0));
  }

  @Test
  void what_stands_inside_hits_can_be_asked_for_with_attributes_of_its_own() {
    String body =
        """
        {"dsl": {"size": 10, "sort": [{"__typeName.keyword": "asc"}, {"name.keyword": "asc"}], "query":
          {"bool": {"filter": [{"prefix": {"qualifiedName": "%s/%s/public"}},
            {"terms": {"__typeName.keyword": ["Schema", "Table", "View"]}}]}}},
         "attributes": ["columns", "tables", "views", "functions"],
         "relationAttributes": ["name", "order"]}\
        """
            .formatted(workflow.connection(), database);
    Service.asAdmin()
        .body(body)
        .post("/api/meta/search/indexsearch")
        .then()
        .statusCode(200)
        .body("entities.attributes.name", equalTo(List.of("public", "orders", "v_orders")))
        .body("entities[0].attributes.tables.displayText", equalTo(List.of("orders")))
        .body("entities[0].attributes.views.displayText", equalTo(List.of("v_orders")))
        .body("entities[0].attributes.functions", equalTo(List.of()))
        .body("entities[0].attributes.columns", nullValue())
        .body("entities[1].attributes.columns.attributes.name", equalTo(List.of("id", "note")))
        .body("entities[1].attributes.columns.attributes.order", equalTo(List.of(1, 2)))
        .body("entities[1].attributes.columns.typeName", equalTo(List.of("Column", "Column")))
        .body("entities[2].attributes.columns.displayText", equalTo(List.of("id")));
  }

  @Test
  void what_does_not_exist_is_404_in_the_form_that_the_clients_read() throws IOException {
    replay(recorded("70_get_by_qn_missing", 0))
        .statusCode(404)
        .body("errorCode", equalTo(AssetError.ASSET_NOT_FOUND.wireName()))
        .body("errorMessage", notNullValue());
    replay(recorded("72_get_by_guid_missing", 0))
        .statusCode(404)
        .body("errorCode", equalTo(AssetError.GUID_NOT_FOUND.wireName()));
  }

  @Test
  void a_column_knows_its_table_and_a_views_column_its_view() {
    Service.search(
            """
            {"size": 10, "query": {"bool": {"filter": [
              {"term": {"tableQualifiedName": "%s/%s/public/orders"}},
              {"term": {"__typeName.keyword": "Column"}}]}}, "sort": [{"order": "asc"}]}\
            """
                .formatted(workflow.connection(), database),
            "tableName",
            "isPrimary",
            "dataType",
            "table")
        .then()
        .statusCode(200)
        .body("entities.attributes.name", equalTo(List.of("id", "note")))
        .body("entities[0].attributes.isPrimary", equalTo(true))
        .body("entities[0].attributes.table.typeName", equalTo("Table"))
        .body("entities[0].attributes.tableName", equalTo("orders"));
    Service.search(
            "{\"query\":{\"term\":{\"viewQualifiedName\":\"%s/%s/public/v_orders\"}}}"
                .formatted(workflow.connection(), database))
        .then()
        .statusCode(200)
        .body("approximateCount", equalTo(1));
  }

  @Test
  void the_history_of_an_asset_and_of_a_run_can_be_read() {
    String guid = guid("Table", "/public/orders");
    String run =
        Service.asAdmin()
            .get("/api/v1/assets/" + guid + "/changes")
            .then()
            .statusCode(200)
            .body("items[0].kind", equalTo("CREATED"))
            .extract()
            .path("items[0].run");
    Service.asAdmin()
        .get("/api/v1/assets/changes?limit=1000&run=" + run)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(assets()));
  }

  /** How many assets there are: ten that the SDKs know, and what else the server has. */
  private static int assets() {
    List<Map<String, Object>> all = Service.assetsOf(workflow.connection());
    assertThat(all)
        .filteredOn(asset -> !asset.get("typeName").toString().startsWith("Postgres"))
        .hasSize(10);
    return all.size();
  }
}
