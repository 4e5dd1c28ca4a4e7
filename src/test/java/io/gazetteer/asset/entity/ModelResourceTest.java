package io.gazetteer.asset.entity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the SDKs ask about the model around assets: lineage, definitions, relations. */
@ServiceTest
class ModelResourceTest {

  private static CrawledShop shop;

  @BeforeEach
  void crawl_a_shop_once() {
    if (shop == null) {
      shop = new CrawledShop();
    }
  }

  @Test
  void the_recorded_lineage_list_is_answered_with_what_is_known() {
    String guid = shop.guid("Table", "/public/orders");
    CrawledShop.replay(
            CrawledShop.recorded(
                "75_lineage_list", 0, Map.of("c129c996-3d3a-4de4-9b4f-b39aa05728b6", guid)))
        .statusCode(200)
        .body("entities", empty())
        .body("hasMore", equalTo(false))
        .body("entityCount", equalTo(0));
    shop.get("Table", "/public/orders").body("entity.attributes.__hasLineage", equalTo(false));
  }

  @Test
  void lineage_of_nothing_or_in_no_direction_is_refused() {
    Service.asAdmin()
        .body("{\"guid\": \"00000000-0000-4000-8000-000000000000\", \"direction\": \"INPUT\"}")
        .post("/api/meta/lineage/list")
        .then()
        .statusCode(404);
    Service.asAdmin()
        .body("{\"direction\": \"BOTH\", \"size\": -1}")
        .post("/api/meta/lineage/list")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("guid"))
        .body("errorMessage", containsString("direction"))
        .body("errorMessage", containsString("size"));
  }

  @Test
  void the_caches_of_the_sdks_hear_of_a_model_without_tags_and_custom_metadata() {
    for (String path : List.of("/api/meta/types/typedefs/", "/api/meta/types/typedefs")) {
      Service.asAdmin()
          .queryParam("type", "ENUM", "struct", "BUSINESS_METADATA")
          .get(path)
          .then()
          .statusCode(200)
          // Without any the SDKs say that the token has expired.
          .body("enumDefs.name", contains("certificate_status"))
          .body("structDefs", hasSize(1))
          .body("classificationDefs", empty())
          .body("entityDefs", empty())
          .body("relationshipDefs", empty())
          .body("businessMetadataDefs", empty());
    }
    Service.asAdmin()
        .get("/api/meta/types/typedef/name/certificate_status")
        .then()
        .statusCode(200)
        .body("elementDefs.value", contains("DRAFT", "VERIFIED", "DEPRECATED"));
    Service.asAdmin()
        .get("/api/meta/types/typedef/name/PII")
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("TYPE_NOT_FOUND"));
  }

  @Test
  void definitions_are_found_by_category_alone() {
    typedefs("entity")
        .body("entityDefs.name", hasItems("Asset", "Table", "Column", "PostgresIndex"))
        .body("enumDefs", empty())
        .body("structDefs", empty());
    typedefs("enum").body("enumDefs", hasSize(1)).body("entityDefs", empty());
    typedefs("classification").body("classificationDefs", empty()).body("enumDefs", empty());
    Service.asAdmin()
        .get("/api/meta/types/typedefs")
        .then()
        .body("enumDefs", hasSize(1))
        .body("structDefs", hasSize(1))
        .body("entityDefs", hasSize(greaterThan(40)));
    Service.asAdmin()
        .queryParam("type", "kind")
        .get("/api/meta/types/typedefs")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("type: must be one of"));
  }

  private static ValidatableResponse typedefs(String category) {
    return Service.asAdmin()
        .queryParam("type", category)
        .get("/api/meta/types/typedefs/")
        .then()
        .statusCode(200);
  }

  @Test
  void a_type_of_asset_is_defined_by_its_super_type_attributes_and_relations() {
    Service.asAdmin()
        .get("/api/meta/types/typedef/name/Table")
        .then()
        .statusCode(200)
        .body("category", equalTo("ENTITY"))
        .body("superTypes", contains("SQL"))
        .body("attributeDefs.find { it.name == 'rowCount' }.typeName", equalTo("long"))
        .body("attributeDefs.name", not(hasItems("columns")))
        .body(
            "relationshipAttributeDefs.find { it.name == 'columns' }.typeName",
            equalTo("array<Column>"));
    Service.asAdmin()
        .get("/api/meta/types/typedef/name/Referenceable")
        .then()
        .body("superTypes", empty())
        .body("subTypes", contains("Asset"))
        .body("attributeDefs.find { it.name == 'qualifiedName' }.isUnique", equalTo(true));
  }

  @Test
  void a_column_names_its_table_and_the_columns_that_its_foreign_key_points_to() {
    shop.get("Column", "/public/lines/order_id")
        .body("entity.relationshipAttributes.table.displayText", equalTo("lines"))
        .body(
            "entity.relationshipAttributes.foreignKeyFrom.uniqueAttributes.qualifiedName",
            equalTo(shop.path("/public/orders/id")));
    shop.get("Column", "/public/v_orders/id")
        .body("entity.relationshipAttributes.view.displayText", equalTo("v_orders"));
  }

  @Test
  void what_is_inside_something_is_found_by_its_path() {
    for (String field : List.of("schemaQualifiedName", "databaseQualifiedName")) {
      String path = field.startsWith("schema") ? shop.path("/attic") : shop.path("");
      Service.search(
              """
              {"size": 100, "query": {"bool": {"filter": [{"term": {"%s": "%s"}}, {"term": {"__typeName.keyword": "table"}}]}},
               "aggregations": {"s": {"terms": {"field": "schemaQualifiedName"}}}}"""
                  .formatted(field, path))
          .then()
          .statusCode(200)
          .body("approximateCount", equalTo(field.startsWith("schema") ? 1 : 3))
          .body("entities.attributes.name", hasItem("old_orders"))
          .body("aggregations.s.buckets.key", hasItem(shop.path("/attic")));
    }
    Service.search(
            "{\"query\": {\"terms\": {\"schemaQualifiedName\": [\"%s\", \"no/such\"]}}}"
                .formatted(shop.path("/attic")))
        .then()
        .statusCode(200)
        .body("approximateCount", equalTo(3));
    Service.search(
            "{\"query\": {\"bool\": {\"filter\": [{\"term\": {\"schemaQualifiedName\": \"%s\"}}, {\"match\": {\"name\": \"OLD\"}}]}}}"
                .formatted(shop.path("/attic")))
        .then()
        .statusCode(200)
        .body("entities.attributes.name", equalTo(List.of("old_orders")));
    Service.search(
            "{\"query\": {\"bool\": {\"filter\": [{\"match\": {\"description.text\": \"ordered WAS\"}}, {\"term\": {\"connectionQualifiedName\": \"%s\"}}]}}}"
                .formatted(shop.connection()))
        .then()
        .statusCode(200)
        .body("entities.attributes.name", equalTo(List.of("orders")));
  }

  @Test
  void what_is_related_carries_the_attributes_that_were_asked_for() {
    Service.asAdmin()
        .body(
            """
            {"dsl": {"query": {"term": {"qualifiedName": "%s"}}}, "attributes": ["table", "__hasLineage"],
             "relationAttributes": ["name", "columnCount"]}"""
                .formatted(shop.path("/public/lines/order_id")))
        .post("/api/meta/search/indexsearch")
        .then()
        .statusCode(200)
        .body("entities[0].attributes.table.typeName", equalTo("Table"))
        .body("entities[0].attributes.table.attributes.name", equalTo("lines"))
        .body("entities[0].attributes.table.attributes.columnCount", equalTo(2))
        .body("entities[0].attributes.__hasLineage", equalTo(false));
  }
}
