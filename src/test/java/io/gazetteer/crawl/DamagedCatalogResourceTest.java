package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** What a catalog that loses rows between two crawls does to what is known. */
@ServiceTest
class DamagedCatalogResourceTest {

  private static String status(String type, String path) {
    return Service.asAdmin()
        .queryParam("attr:qualifiedName", path)
        .get("/api/meta/entity/uniqueAttribute/type/" + type)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("entity.status");
  }

  @Test
  void nothing_of_an_affected_kind_is_archived_and_the_object_is_named() {
    String database = Postgres.createDatabase("damaged");
    Postgres.execute(
        database,
        "CREATE SCHEMA vanish; CREATE TABLE vanish.lost (a int); CREATE TABLE public.dropped (a int)");
    WorkflowBuilder workflow = aWorkflow().of(database);
    JsonPath first = Service.awaitEnd(workflow.start());
    assertThat(first.getString("scopes[0].state")).as(first.prettify()).isEqualTo("COMPLETE");
    Postgres.execute(
        database, "DELETE FROM pg_namespace WHERE nspname = 'vanish'; DROP TABLE public.dropped");

    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));

    assertThat(run.getString("scopes[0].state")).as(run.prettify()).isEqualTo("DEGRADED");
    assertThat(run.getLong("run.archived")).isZero();
    String path = workflow.connection() + "/" + database;
    assertThat(status("Schema", path + "/vanish")).isEqualTo("ACTIVE");
    assertThat(status("Table", path + "/vanish/lost")).isEqualTo("ACTIVE");
    assertThat(status("Column", path + "/vanish/lost/a")).isEqualTo("ACTIVE");
    assertThat(status("Table", path + "/public/dropped")).isEqualTo("ACTIVE");
    assertThat(Service.log(run.getString("run.name")))
        .anyMatch(
            line ->
                line.contains("The catalog is damaged") && line.contains("schema unknown (OID="));
  }
}
