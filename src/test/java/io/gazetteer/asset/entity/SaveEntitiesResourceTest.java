package io.gazetteer.asset.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write about assets, as the public SDKs send it. */
@ServiceTest
class SaveEntitiesResourceTest {

  private static final String RECORDED_TABLE = "default/postgres/1700000000/sales/public/orders";
  private static CrawledShop shop;

  @BeforeEach
  void crawl_a_shop_once() {
    if (shop == null) {
      shop = new CrawledShop();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> attributes(Map<String, Object> change) {
    return (Map<String, Object>) change.get("attributes");
  }

  @Test
  void a_recorded_upsert_that_changes_nothing_answers_with_the_guid_alone() {
    String guid = shop.guid("Table", "/public/orders");
    CrawledShop.replay(
            CrawledShop.recorded(
                "85_upsert_table_description",
                0,
                Map.of(RECORDED_TABLE, shop.path("/public/orders"))))
        .statusCode(200)
        .body("", not(hasKey("mutatedEntities")))
        .body("guidAssignments.'-7430666959294245'", equalTo(guid));
    assertThat(CrawledShop.changes(guid)).noneMatch(change -> change.get("by") != null);
  }

  @Test
  void curated_values_lie_over_crawled_ones_survive_crawls_and_are_searched() {
    String guid = shop.guid("Table", "/public/lines");
    int version = shop.get("Table", "/public/lines").extract().path("entity.version");
    shop.save(
            "Table",
            "/public/lines",
            """
            "name": "lines", "userDescription": "order lines", "ownerUsers": ["ann", "bob"],
            "certificateStatus": "VERIFIED", "certificateStatusMessage": "checked",
            "announcementType": "warning", "announcementTitle": "moves", "announcementMessage": "soon",
            "assetTags": ["pii"], "displayName": "Lines of orders", "description": "ours"\
            """)
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.userDescription", equalTo("order lines"))
        .body("mutatedEntities.UPDATE[0].updatedBy", equalTo("admin"))
        .body("mutatedEntities.UPDATE[0].version", equalTo(version + 1));
    shop.sql("ALTER TABLE public.lines ADD COLUMN more text");
    shop.crawl();
    CrawledShop.byGuid(guid)
        .statusCode(200)
        .body("entity.attributes.columnCount", equalTo(3))
        .body("entity.attributes.ownerUsers", equalTo(List.of("ann", "bob")))
        .body("entity.attributes.description", equalTo("ours"))
        .body("entity.attributes.certificateStatus", equalTo("VERIFIED"))
        .body("entity.attributes.certificateUpdatedBy", equalTo("admin"))
        .body("entity.attributes.certificateUpdatedAt", notNullValue())
        .body("entity.attributes.announcementUpdatedBy", equalTo("admin"));
    Service.search(
            """
            {"query": {"bool": {"filter": [{"term": {"ownerUsers": "bob"}},
              {"term": {"certificateStatus": "VERIFIED"}},
              {"match": {"userDescription": "LINES"}}, {"term": {"qualifiedName": "%s"}}]}}}"""
                .formatted(shop.path("/public/lines")))
        .then()
        .statusCode(200)
        .body("approximateCount", equalTo(1));
    assertThat(CrawledShop.changes(guid))
        .anySatisfy(
            change -> {
              assertThat(change.get("by")).isEqualTo("admin");
              assertThat(change.get("run")).isNull();
              assertThat(change.get("kind")).isEqualTo("CHANGED");
              assertThat(attributes(change))
                  .containsEntry("userDescription", Map.of("new", "order lines"));
            });
  }

  @Test
  void null_takes_away_what_a_person_wrote_and_the_crawled_value_shows_again() {
    shop.save(
            "Table",
            "/public/orders",
            "\"description\": \"mine\", \"certificateStatus\": \"DRAFT\", \"ownerGroups\": [\"g\"]")
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.description", equalTo("mine"));
    shop.save(
            "Table",
            "/public/orders",
            """
            "description": null, "certificateStatus": null, "certificateStatusMessage": null, "ownerGroups": null""")
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.description", equalTo("what was ordered"))
        .body("mutatedEntities.UPDATE[0].attributes", not(hasKey("certificateStatus")))
        .body("mutatedEntities.UPDATE[0].attributes", not(hasKey("certificateUpdatedBy")))
        .body("mutatedEntities.UPDATE[0].attributes", not(hasKey("ownerGroups")));
    List<Map<String, Object>> changes = CrawledShop.changes(shop.guid("Table", "/public/orders"));
    assertThat(attributes(changes.get(0)))
        .containsEntry("description", Map.of("old", "mine", "new", "what was ordered"));
  }

  @Test
  void a_name_may_come_in_another_case_as_from_batches_that_ignore_it() {
    shop.save("View", "/public/v_orders", "\"name\": \"V_Orders\", \"alias\": \"any case\"")
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.name", equalTo("v_orders"))
        .body("mutatedEntities.UPDATE[0].attributes.alias", equalTo("any case"));
  }

  @Test
  void a_save_of_what_is_stored_already_leaves_no_change_row_and_reports_none() {
    String guid = shop.guid("View", "/public/v_orders");
    shop.save("View", "/public/v_orders", "\"userDescription\": \"once\"").statusCode(200);
    int rows = CrawledShop.changes(guid).size();
    int version = CrawledShop.byGuid(guid).extract().path("entity.version");
    shop.save("View", "/public/v_orders", "\"userDescription\": \"once\"")
        .statusCode(200)
        .body("", not(hasKey("mutatedEntities")))
        .body("guidAssignments", notNullValue());
    assertThat(CrawledShop.changes(guid)).hasSize(rows);
    assertThat(CrawledShop.byGuid(guid).extract().<Integer>path("entity.version"))
        .isEqualTo(version);
  }

  @Test
  void of_several_assets_the_answer_holds_those_that_changed() {
    String view = shop.guid("View", "/public/v_orders");
    String table = shop.guid("Table", "/public/lines");
    String body =
        """
        {"entities": [
          {"typeName": "View", "guid": "%s", "attributes": {"displayName": "Orders"}},
          {"typeName": "Table", "guid": "%s", "attributes": {"displayName": "%s"}}]}""";
    CrawledShop.save(body.formatted(view, table, "Lines"))
        .statusCode(200)
        .body("mutatedEntities.UPDATE.guid", equalTo(List.of(view, table)));
    CrawledShop.save(body.formatted(view, table, "Order lines"))
        .statusCode(200)
        .body("mutatedEntities.UPDATE.guid", equalTo(List.of(table)));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, 1",
    "rowCounts, null",
    "viewsCount, 3",
    "functionLanguage, true",
    "__proto__, {}"
  })
  void an_attribute_that_the_type_does_not_have_is_rejected_by_name(String name, String value) {
    shop.save(
            "Table",
            "/public/orders",
            "\"%s\": %s, \"userDescription\": \"half\"".formatted(name, value))
        .statusCode(400)
        .body("errorCode", equalTo("ENTITY_INVALID"))
        .body(
            "errorMessage",
            equalTo("entities[0].attributes." + name + ": is not an attribute of Table"));
    shop.get("Table", "/public/orders")
        .body("entity.attributes.userDescription", not(equalTo("half")));
  }

  /** Scripts read an asset, change one attribute and send all of it back. */
  @ParameterizedTest
  @CsvSource({
    "Database, ''",
    "Schema, /public",
    "Table, /public/orders",
    "Column, /public/orders/id",
    "View, /public/v_orders"
  })
  void an_asset_that_is_sent_back_as_it_was_read_changes_nothing(String type, String below) {
    String read = shop.get(type, below).extract().asString();
    ObjectNode entity = (ObjectNode) Recorded.parse(read).path("entity");
    entity.remove("relationshipAttributes");
    entity.remove(List.of("customAttributes", "superTypeNames"));
    CrawledShop.save("{\"entities\": [" + entity + "]}")
        .statusCode(200)
        .body("", not(hasKey("mutatedEntities")));
  }

  @Test
  void one_asset_is_updated_through_its_own_address_as_part_updates_are() {
    Service.asAdmin()
        .queryParam("attr:qualifiedName", shop.path("/attic"))
        .body(
            """
            {"entity": {"typeName": "Schema", "attributes": {"name": "attic", "qualifiedName": "%s",
              "certificateStatus": "DEPRECATED", "certificateStatusMessage": "old"}}}"""
                .formatted(shop.path("/attic")))
        .put("/api/meta/entity/uniqueAttribute/type/Schema")
        .then()
        .statusCode(200)
        .body(
            "mutatedEntities.PARTIAL_UPDATE[0].attributes.certificateStatus", equalTo("DEPRECATED"))
        .body("mutatedEntities", not(hasKey("UPDATE")));
  }

  @Test
  void everything_wrong_is_listed_at_once_and_nothing_is_stored() {
    String body =
        """
        {"entities": [
          {"typeName": "Table", "attributes": {"qualifiedName": "%1$s", "userDescription": "half"}},
          {"typeName": "Table", "attributes": {"qualifiedName": "%1$s", "rowCount": 99, "name": "other",
            "certificateStatus": "GREAT", "ownerUsers": "ann", "meanings": [{"guid": "x"}]},
            "classifications": [{"typeName": "PII"}], "businessAttributes": {"cm": {"a": 1}}},
          {"typeName": "Table", "attributes": {"qualifiedName": "no/such/table"}},
          {"typeName": "Column", "guid": "not-a-guid", "status": "DELETED"},
          7]}"""
            .formatted(shop.path("/attic/old_orders"));
    CrawledShop.save(body)
        .statusCode(400)
        .body("errorCode", equalTo("ENTITY_INVALID"))
        .body(
            "errorMessage",
            allOf(
                containsString("entities[1].attributes.rowCount"),
                containsString("entities[1].attributes.name"),
                containsString("entities[1].attributes.certificateStatus"),
                containsString("entities[1].attributes.ownerUsers"),
                containsString("entities[1].attributes.meanings"),
                containsString("entities[1].classifications"),
                containsString("entities[1].businessAttributes"),
                containsString("entities[2]: There is no asset")))
        .body(
            "errorMessage",
            allOf(
                containsString("entities[3].guid"),
                containsString("entities[3].status"),
                containsString("entities[4]: must be an object")));
    shop.get("Table", "/attic/old_orders").body("entity.attributes.userDescription", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400|ENTITY_INVALID",
        "{\"entities\": []}|400|ENTITY_INVALID",
        "{\"entities\": 3}|400|ENTITY_INVALID",
        "[]|400|ENTITY_INVALID",
        "{\"entities\": [{\"typeName\": \"Table\", \"guid\": \"-1\"}]}|400|ENTITY_INVALID",
        "{\"entities\": [{\"typeName\": \"Table\", \"guid\": \"00000000-0000-4000-8000-000000000000\"}]}|404|ATLAS-404-00-005",
        "{\"entities\": [{\"typeName\": \"Table\", \"attributes\": {\"qualifiedName\": \"x\\u0000y\"}}]}|404|ATLAS-404-00-009",
        "{\"entities\": [{\"typeName\": \"AtlasGlossaryTerm\", \"attributes\": {\"qualifiedName\": \"t\"}}]}|404|ATLAS-404-00-009",
        "{\"entities\": [{\"typeName\": \"Connection\", \"attributes\": {\"qualifiedName\": \"default/x/1\"}}]}|400|ENTITY_INVALID",
        "{\"entities\": [{\"typeName\": \"Connection\", \"attributes\": {\"qualifiedName\": \"x\\u0000y\"}}]}|400|ENTITY_INVALID"
      })
  void bad_requests_are_refused_in_the_sdks_form(String body, int status, String code) {
    CrawledShop.save(body)
        .statusCode(status)
        .body("code", equalTo(status))
        .body("errorCode", equalTo(code))
        .body("errorMessage", notNullValue());
  }

  @Test
  void characters_that_cannot_be_stored_are_a_fault_and_not_an_error() {
    shop.save("Table", "/public/orders", "\"userDescription\": \"a\\u0000b\"")
        .statusCode(400)
        .body("errorMessage", containsString("userDescription"));
    shop.save("Table", "/public/orders", "\"ownerUsers\": [\"\\ud800\"]").statusCode(400);
    Service.asAdmin()
        .queryParam("attr:qualifiedName", "a\0b")
        .get("/api/meta/entity/uniqueAttribute/type/Table")
        .then()
        .statusCode(404);
  }

  @Test
  void nobody_saves_without_signing_in() {
    io.restassured.RestAssured.given()
        .contentType("application/json")
        .body("{\"entities\": []}")
        .post("/api/meta/entity/bulk")
        .then()
        .statusCode(401);
  }
}
