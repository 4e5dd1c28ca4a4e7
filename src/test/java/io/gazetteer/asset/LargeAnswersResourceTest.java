package io.gazetteer.asset;

import static io.gazetteer.testing.Service.asAdmin;
import static io.gazetteer.testing.Service.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views whose definitions together are a little larger than one answer may be. */
@ServiceTest
@Tag("slow")
class LargeAnswersResourceTest {

  private static final String CONNECTION = "default/postgres/1777000024";
  private static final int MEGABYTES = 8;

  /** A 32nd of the heap, within bounds, is what one answer may hold. */
  private static final long LIMIT =
      Math.min(256L << 20, Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 32));

  private static final int VIEWS = (int) (LIMIT / (MEGABYTES << 20)) + 1;

  @Inject AgroalDataSource store;

  @BeforeEach
  void create_large_views() throws SQLException {
    execute(
        """
        INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
            parent_type_name, content_hash, attributes, created_at, created_by, updated_at, updated_by)
        SELECT gen_random_uuid(), 'View', '%1$s/d/s/v' || i, 'v' || i, '%1$s', '%1$s/d/s', 'Schema', 0,
            jsonb_build_object('definition', repeat('x', %2$d << 20)), now(), 'test', now(), 'test'
        FROM generate_series(1, %3$d) AS i"""
            .formatted(CONNECTION, MEGABYTES, VIEWS));
    execute(
        """
        INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
            parent_type_name, content_hash, attributes, created_at, created_by, updated_at, updated_by)
        SELECT gen_random_uuid(), 'Schema', '%1$s/d/s', 's', '%1$s', '%1$s/d', 'Database', 0, '{}', now(), 'test', now(), 'test'"""
            .formatted(CONNECTION));
  }

  @AfterEach
  void delete_them() throws SQLException {
    execute("DELETE FROM asset WHERE connection_qualified_name = '" + CONNECTION + "'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Response views(int size) {
    return search(
        "{\"size\": %d, \"query\": {\"bool\": {\"filter\": [{\"term\": {\"connectionQualifiedName\": \"%s\"}}, {\"term\": {\"__typeName.keyword\": \"View\"}}]}}}"
            .formatted(size, CONNECTION));
  }

  private static void rejected(Response answer) {
    answer
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("INVALID_QUERY"))
        .body("message", containsString("ask for fewer at a time"));
  }

  @Test
  void a_page_that_is_too_large_is_rejected_and_smaller_ones_are_handed_out_again_and_again() {
    rejected(views(VIEWS));
    // More in all than the answers of one time may hold: each gives back what it held.
    for (int i = 0; i < 5 * VIEWS; i++) {
      views(1)
          .then()
          .statusCode(200)
          .body("approximateCount", equalTo(VIEWS))
          .body("entities", hasSize(1));
    }
  }

  @Test
  void assets_by_their_guids_are_limited_too() throws SQLException {
    List<String> guids = guids();
    assertThat(guids).hasSize(VIEWS);
    rejected(
        asAdmin()
            .get(
                "/api/meta/entity/bulk?"
                    + guids.stream().map(guid -> "guid=" + guid).collect(Collectors.joining("&"))));
    asAdmin()
        .get("/api/meta/entity/bulk?guid=" + guids.get(0))
        .then()
        .statusCode(200)
        .body("entities", hasSize(1));
  }

  private List<String> guids() throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(CAST(guid AS text), ',') FROM asset WHERE type_name = 'View' AND connection_qualified_name = '"
                    + CONNECTION
                    + "'")) {
      row.next();
      return List.of(row.getString(1).split(","));
    }
  }

  @Test
  void what_lies_inside_the_hits_counts_as_well() {
    rejected(
        asAdmin()
            .contentType("application/json")
            .body(
                "{\"dsl\": {\"size\": 1, \"query\": {\"term\": {\"qualifiedName\": \"%s/d/s\"}}}, \"attributes\": [\"views\"]}"
                    .formatted(CONNECTION))
            .post("/api/meta/search/indexsearch"));
  }
}
