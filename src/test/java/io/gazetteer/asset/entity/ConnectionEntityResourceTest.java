package io.gazetteer.asset.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections as assets: created, found, changed. */
@ServiceTest
class ConnectionEntityResourceTest {

  private static ValidatableResponse save(String name, String attributes) {
    return CrawledShop.save(
        """
        {"entities": [{"typeName": "Connection", "guid": "-5",
          "attributes": {"qualifiedName": "%s", %s}}]}"""
            .formatted(name, attributes));
  }

  @Test
  void a_recorded_creation_gets_a_guid_and_is_read_back_and_found_by_name() {
    String path = "default/postgres/1795000001";
    String guid =
        CrawledShop.replay(
                CrawledShop.recorded(
                    "76_connection_create_save", 0, Map.of("default/postgres/1795219138", path)))
            .statusCode(200)
            .body("mutatedEntities.CREATE[0].typeName", equalTo("Connection"))
            .body("mutatedEntities.CREATE[0].attributes.qualifiedName", equalTo(path))
            .body("mutatedEntities.CREATE[0].createdBy", equalTo("admin"))
            .extract()
            .path("guidAssignments.'-9886744451048906'");
    CrawledShop.replay(
            CrawledShop.recorded(
                "76_connection_create_save",
                1,
                Map.of("8c02b495-35bb-4f8f-aa73-5deb61e03d8b", guid)))
        .statusCode(200)
        .body("entity.attributes.name", equalTo("new-conn"))
        .body("entity.attributes.category", equalTo("database"))
        .body("entity.attributes.connectorName", equalTo("postgres"))
        .body(
            "entity.attributes.adminRoles",
            equalTo(List.of("11111111-0000-4000-8000-000000000001")));
    Service.search(
            """
            {"query": {"bool": {"filter": [{"term": {"__state": {"value": "ACTIVE"}}},
              {"term": {"__typeName.keyword": {"value": "CONNECTION"}}},
              {"term": {"name.keyword": {"value": "new-conn"}}},
              {"term": {"connectorName": {"value": "postgres"}}}]}}}""")
        .then()
        .statusCode(200)
        .body("entities.guid", equalTo(List.of(guid)));
  }

  @Test
  void a_change_touches_only_what_was_sent_and_holds_for_the_definition_too() {
    String path = "default/postgres/1795000002";
    save(path, "\"name\": \"before\", \"adminUsers\": [\"admin\"], \"category\": \"database\"")
        .statusCode(200);
    save(
            path,
            """
            "name": "after", "allowQuery": true, "allowQueryPreview": false, "rowLimit": 500,
            "adminGroups": ["g"], "userDescription": "the main one", "category": null\
            """)
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.name", equalTo("after"))
        .body("mutatedEntities.UPDATE[0].attributes.adminUsers", equalTo(List.of("admin")))
        .body("mutatedEntities.UPDATE[0].attributes.adminGroups", equalTo(List.of("g")))
        .body("mutatedEntities.UPDATE[0].attributes.rowLimit", equalTo(500))
        .body("mutatedEntities.UPDATE[0].attributes.allowQuery", equalTo(true))
        .body("mutatedEntities.UPDATE[0].attributes.allowQueryPreview", equalTo(false))
        .body("mutatedEntities.UPDATE[0].attributes.userDescription", equalTo("the main one"))
        .body("mutatedEntities.UPDATE[0].attributes", not(hasKey("category")));
    List<Map<String, Object>> stored =
        Service.asAdmin()
            .get("/api/v1/connections?limit=1000")
            .then()
            .statusCode(200)
            .extract()
            .path("items");
    assertThat(stored)
        .filteredOn(connection -> path.equals(connection.get("qualifiedName")))
        .singleElement()
        .satisfies(
            connection -> {
              assertThat(connection.get("name")).isEqualTo("after");
              assertThat(connection.get("rowLimit")).isEqualTo(500);
              assertThat(connection.get("adminUsers")).isEqualTo(List.of("admin"));
            });
    String guid = CrawledShop.byPath("Connection", path).extract().path("entity.guid");
    assertThat(CrawledShop.changes(guid))
        .extracting(change -> change.get("kind") + " " + change.get("by"))
        .containsExactly("CHANGED admin", "CHANGED admin", "CREATED admin");
  }

  @Test
  void a_connection_that_is_saved_again_as_it_is_is_not_reported_as_changed() {
    String path = "default/postgres/1795000012";
    String attributes = "\"name\": \"same\", \"adminUsers\": [\"admin\"]";
    save(path, attributes).statusCode(200).body("mutatedEntities.CREATE", hasSize(1));
    save(path, attributes)
        .statusCode(200)
        .body("", not(hasKey("mutatedEntities")))
        .body("guidAssignments.'-5'", notNullValue());
  }

  @Test
  void an_attribute_that_connections_do_not_have_is_rejected_by_name() {
    String path = "default/postgres/1795000013";
    save(path, "\"name\": \"c\", \"adminUsers\": [\"admin\"], \"rowLimits\": 5, \"columnCount\": 1")
        .statusCode(400)
        .body(
            "errorMessage",
            equalTo(
                "entities[0].attributes.rowLimits: is not an attribute of Connection;"
                    + " entities[0].attributes.columnCount: is not an attribute of Connection"));
    CrawledShop.byPath("Connection", path).statusCode(404);
  }

  @Test
  void a_connection_without_an_admin_or_with_a_foreign_credential_is_refused() {
    String path = "default/postgres/1795000003";
    save(path, "\"name\": \"c\", \"adminUsers\": []")
        .statusCode(400)
        .body("errorMessage", containsString("needs at least one admin"));
    CrawledShop.byPath("Connection", path).statusCode(404);
    save(
            path,
            "\"name\": \"c\", \"adminUsers\": [\"admin\"],"
                + " \"defaultCredentialGuid\": \"00000000-0000-4000-8000-000000000009\"")
        .statusCode(400)
        .body("errorMessage", containsString("defaultCredentialGuid"));
  }

  @Test
  void a_crawl_keeps_what_was_changed_by_hand() {
    CrawledShop shop = new CrawledShop();
    save(shop.connection(), "\"name\": \"renamed\", \"rowLimit\": 7").statusCode(200);
    shop.crawl();
    CrawledShop.byPath("Connection", shop.connection())
        .statusCode(200)
        .body("entity.attributes.name", equalTo("renamed"))
        .body("entity.attributes.rowLimit", equalTo(7));
  }
}
