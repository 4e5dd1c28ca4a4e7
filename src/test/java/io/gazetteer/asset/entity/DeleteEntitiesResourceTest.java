package io.gazetteer.asset.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.gazetteer.testing.ServiceTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Archiving, bringing back and purging by hand. */
@ServiceTest
@Tag("slow")
class DeleteEntitiesResourceTest {

  private static final String RECORDED_VIEW = "ff4ea5dc-167a-4355-b7e7-77e2b0873f38";
  private CrawledShop shop;

  @BeforeEach
  void crawl_a_shop() {
    shop = new CrawledShop();
  }

  private static void restore(String type, String path) {
    CrawledShop.save(
            """
            {"entities": [{"typeName": "%s", "guid": "-9", "status": "ACTIVE",
              "attributes": {"qualifiedName": "%s"}}]}"""
                .formatted(type, path))
        .statusCode(200)
        .body("guidAssignments.'-9'", notNullValue());
  }

  @Test
  void the_recorded_soft_delete_leaves_a_view_that_is_readable_and_deleted() {
    String view = shop.guid("View", "/public/v_orders");
    String column = shop.guid("Column", "/public/v_orders/id");
    Map<String, String> names = Map.of(RECORDED_VIEW, view);
    CrawledShop.replay(CrawledShop.recorded("77_delete_by_guid", 0, names)).statusCode(200);
    CrawledShop.replay(CrawledShop.recorded("77_delete_by_guid", 1, names))
        .statusCode(200)
        .body("mutatedEntities.DELETE.guid", equalTo(List.of(view)))
        .body("mutatedEntities.DELETE[0].status", equalTo("DELETED"));
    CrawledShop.replay(CrawledShop.recorded("77_delete_by_guid", 2, names))
        .statusCode(200)
        .body("entity.status", equalTo("DELETED"));
    CrawledShop.byGuid(column).body("entity.status", equalTo("DELETED"));
    assertThat(CrawledShop.changes(view).get(0))
        .containsEntry("kind", "ARCHIVED")
        .containsEntry("by", "admin");
  }

  @Test
  void deleting_twice_is_as_deleting_once() {
    String view = shop.guid("View", "/public/v_orders");
    CrawledShop.delete("SOFT", view).statusCode(200);
    int rows = CrawledShop.changes(view).size();
    CrawledShop.delete("SOFT", view, view)
        .statusCode(200)
        .body("mutatedEntities.DELETE.size()", equalTo(1));
    assertThat(CrawledShop.changes(view)).hasSize(rows);
  }

  @Test
  void what_was_archived_with_a_schema_comes_back_with_it_and_nothing_else() {
    String table = shop.guid("Table", "/attic/old_orders");
    String column = shop.guid("Column", "/attic/old_orders/id");
    shop.save("Table", "/attic/old_orders", "\"userDescription\": \"kept\"").statusCode(200);
    CrawledShop.delete("SOFT", column).statusCode(200);
    CrawledShop.delete("SOFT", shop.guid("Schema", "/attic")).statusCode(200);
    CrawledShop.byGuid(table).body("entity.status", equalTo("DELETED"));
    restore("Schema", shop.path("/attic"));
    CrawledShop.byGuid(table)
        .body("entity.status", equalTo("ACTIVE"))
        .body("entity.attributes.userDescription", equalTo("kept"));
    CrawledShop.byGuid(column).body("entity.status", equalTo("DELETED"));
  }

  @Test
  void what_the_source_still_has_comes_back_with_the_next_crawl_and_keeps_its_guid() {
    String table = shop.guid("Table", "/public/orders");
    shop.save("Table", "/public/orders", "\"userDescription\": \"kept\"").statusCode(200);
    CrawledShop.delete("SOFT", table).statusCode(200);
    shop.crawl();
    CrawledShop.byGuid(table)
        .statusCode(200)
        .body("entity.status", equalTo("ACTIVE"))
        .body("entity.attributes.userDescription", equalTo("kept"));
    assertThat(CrawledShop.changes(table).get(0)).containsEntry("kind", "RESTORED");
  }

  @Test
  void a_recorded_purge_removes_a_view_with_what_is_inside_and_its_history() {
    String view = shop.guid("View", "/public/v_orders");
    String column = shop.guid("Column", "/public/v_orders/id");
    CrawledShop.replay(CrawledShop.recorded("78_purge_by_guid", 0, Map.of(RECORDED_VIEW, view)))
        .statusCode(200)
        .body("mutatedEntities.DELETE.guid", equalTo(List.of(view)));
    CrawledShop.byGuid(view).statusCode(404).body("errorCode", equalTo("ATLAS-404-00-005"));
    CrawledShop.byGuid(column).statusCode(404);
    shop.get("Table", "/public/orders").body("entity.status", equalTo("ACTIVE"));
    CrawledShop.delete("PURGE", view).statusCode(404);
    shop.crawl();
    shop.get("View", "/public/v_orders")
        .body("entity.status", equalTo("ACTIVE"))
        .body("entity.relationshipAttributes.columns.displayText", hasItem("id"));
  }

  @Test
  void hundreds_of_guids_fit_into_one_address() {
    String[] guids = new String[900];
    Arrays.setAll(guids, i -> "00000000-0000-4000-8000-%012d".formatted(i));
    CrawledShop.delete("SOFT", guids)
        .statusCode(404)
        .body("errorMessage", containsString("00000000-0000-4000-8000-000000000899"));
  }

  @Test
  void one_unknown_guid_stops_the_whole_deletion() {
    String view = shop.guid("View", "/public/v_orders");
    CrawledShop.delete("SOFT", view, "00000000-0000-4000-8000-000000000000")
        .statusCode(404)
        .body("errorCode", equalTo("ATLAS-404-00-005"));
    CrawledShop.byGuid(view).body("entity.status", equalTo("ACTIVE"));
    CrawledShop.delete("SOFT", "no guid").statusCode(404);
    CrawledShop.delete("GENTLE", view).statusCode(400);
    CrawledShop.delete("SOFT").statusCode(400);
  }

  @Test
  void a_connections_asset_goes_alone() {
    String connection =
        CrawledShop.byPath("Connection", shop.connection()).extract().path("entity.guid");
    CrawledShop.delete("SOFT", connection).statusCode(200);
    shop.get("Table", "/public/orders").body("entity.status", equalTo("ACTIVE"));
    restore("Connection", shop.connection());
    CrawledShop.byGuid(connection).body("entity.status", equalTo("ACTIVE"));
  }
}
