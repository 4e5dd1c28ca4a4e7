package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the kinds that the SDKs have no model of, from the source to the answer. */
@ServiceTest
@Tag("slow")
class KindsCrawlResourceTest {

  private static final String READER =
      """
      DO $$ BEGIN CREATE ROLE gazetteer_reader LOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$""";

  private static JsonPath entity(String type, String path) {
    return Service.asAdmin()
        .queryParam("attr:qualifiedName", path)
        .get("/api/meta/entity/uniqueAttribute/type/" + type)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath crawl(WorkflowBuilder workflow) {
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    return run;
  }

  @Test
  void columns_lead_to_each_other_by_foreign_keys() {
    String database = Postgres.createDatabase("leading");
    Postgres.execute(
        database,
        "CREATE TABLE public.owner (id int PRIMARY KEY);"
            + " CREATE TABLE public.pet (owner_id int REFERENCES public.owner);"
            + " CREATE TABLE public.car (owner_id int REFERENCES public.owner)");
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    String schema = workflow.connection() + "/" + database + "/public";
    JsonPath pet = entity("Column", schema + "/pet/owner_id");
    assertThat(
            pet.getString(
                "entity.relationshipAttributes.foreignKeyFrom.uniqueAttributes.qualifiedName"))
        .isEqualTo(schema + "/owner/id");
    assertThat(
            entity("Column", schema + "/owner/id")
                .getList(
                    "entity.relationshipAttributes.foreignKeyTo.uniqueAttributes.qualifiedName"))
        .isEqualTo(List.of(schema + "/car/owner_id", schema + "/pet/owner_id"));
    assertThat(pet.getMap("entity.attributes")).doesNotContainKeys("foreignKeyFrom");
    assertThat(entity("Column", schema + "/owner/id").getMap("entity.attributes"))
        .doesNotContainKeys("foreignKeyTo");
  }

  @Test
  void an_index_stands_below_its_table_and_an_extension_below_its_database() {
    String database = Postgres.createDatabase("standing");
    Postgres.execute(
        database,
        "CREATE TABLE public.\"a/b\" (id int); CREATE INDEX \"i/%\" ON public.\"a/b\" (id);"
            + " GRANT SELECT ON public.\"a/b\" TO PUBLIC");
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    String path = workflow.connection() + "/" + database;
    JsonPath index = entity("PostgresIndex", path + "/public/a%2Fb/_indexes_/i%2F%25");
    assertThat(index.getString("entity.attributes.name")).isEqualTo("i/%");
    assertThat(index.getString("entity.attributes.tableName")).isEqualTo("a/b");
    assertThat(index.getString("entity.attributes.definition"))
        .isEqualTo("CREATE INDEX \"i/%\" ON public.\"a/b\" USING btree (id)");
    assertThat(
            index.getString("entity.relationshipAttributes.table.uniqueAttributes.qualifiedName"))
        .isEqualTo(path + "/public/a%2Fb");
    JsonPath extension = entity("PostgresExtension", path + "/_extensions_/plpgsql");
    assertThat(extension.getString("entity.attributes.databaseName")).isEqualTo(database);
    assertThat(extension.getMap("entity.attributes"))
        .doesNotContainKeys("schemaName", "schemaQualifiedName");
    assertThat(
            entity("Table", path + "/public/a%2Fb").getString("entity.customAttributes.may_select"))
        .isEqualTo("PUBLIC");
  }

  @Test
  void a_dropped_index_is_archived_and_one_that_may_not_be_read_is_not() {
    String database = Postgres.createDatabase("sparing");
    Postgres.execute("postgres", READER);
    Postgres.execute(
        database,
        "CREATE TABLE public.t (a int, b int); CREATE INDEX gone ON public.t (a);"
            + " CREATE STATISTICS public.kept ON a, b FROM public.t");
    WorkflowBuilder workflow = aWorkflow().as("gazetteer_reader", "trusted").of(database);
    crawl(workflow);
    Postgres.execute(
        database, "DROP INDEX public.gone; REVOKE SELECT ON pg_statistic_ext FROM PUBLIC");
    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(run.getString("scopes[0].state")).as(run.prettify()).isEqualTo("DEGRADED");
    assertThat(run.getLong("run.archived")).isEqualTo(1);
    String schema = workflow.connection() + "/" + database + "/public";
    assertThat(
            entity("PostgresStatistics", schema + "/_statistics_/kept").getString("entity.status"))
        .isEqualTo("ACTIVE");
    assertThat(entity("PostgresIndex", schema + "/t/_indexes_/gone").getString("entity.status"))
        .isEqualTo("DELETED");
    assertThat(Service.log(run.getString("run.name")))
        .anyMatch(line -> line.contains("statistics"));
  }

  @Test
  void rights_and_origins_are_kept_while_roles_or_extensions_may_not_be_read() {
    String database = Postgres.createDatabase("keeping");
    Postgres.execute("postgres", READER);
    Postgres.execute(
        database,
        "CREATE EXTENSION citext; CREATE TABLE public.t (a int);"
            + " GRANT SELECT ON public.t TO gazetteer_reader; GRANT USAGE ON SCHEMA public TO PUBLIC");
    WorkflowBuilder workflow = aWorkflow().as("gazetteer_reader", "trusted").of(database);
    crawl(workflow);
    String schema = workflow.connection() + "/" + database + "/public";
    assertThat(entity("Table", schema + "/t").getString("entity.customAttributes.may_select"))
        .contains("gazetteer_reader");
    Postgres.execute(database, "REVOKE SELECT ON pg_auth_members, pg_extension FROM PUBLIC");
    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(run.getString("scopes[0].state")).as(run.prettify()).isEqualTo("DEGRADED");
    assertThat(run.getLong("run.changed")).isZero();
    assertThat(run.getLong("run.archived")).isZero();
    assertThat(entity("Table", schema + "/t").getString("entity.customAttributes.may_select"))
        .contains("gazetteer_reader");
    assertThat(
            entity("PostgresType", schema + "/_types_/citext")
                .getString("entity.customAttributes.extension"))
        .isEqualTo("citext");
  }

  @Test
  void parsers_templates_large_objects_and_argument_defaults_reach_the_answers() {
    String database = Postgres.createDatabase("further");
    Postgres.execute(
        database,
        "CREATE TEXT SEARCH PARSER public.words (START = prsd_start, GETTOKEN = prsd_nexttoken,"
            + " END = prsd_end, LEXTYPES = prsd_lextype);"
            + " CREATE TEXT SEARCH TEMPLATE public.plain (LEXIZE = dsimple_lexize);"
            + " CREATE FUNCTION public.f(a int, b text DEFAULT 'x, \"y\"') RETURNS int"
            + " LANGUAGE sql AS 'SELECT 1';"
            + " SELECT lo_from_bytea(0, 'some')");
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    String path = workflow.connection() + "/" + database;
    assertThat(
            entity("PostgresTextSearchParser", path + "/public/_text_search_parsers_/words")
                .getString("entity.attributes.definition"))
        .startsWith("CREATE TEXT SEARCH PARSER public.words (START = prsd_start, ");
    assertThat(
            entity("PostgresTextSearchTemplate", path + "/public/_text_search_templates_/plain")
                .getString("entity.attributes.definition"))
        .isEqualTo("CREATE TEXT SEARCH TEMPLATE public.plain (LEXIZE = dsimple_lexize)");
    assertThat(
            entity("Function", path + "/public/_procedures_/f(integer, text)")
                .getString("entity.customAttributes.argument_defaults"))
        .isEqualTo("[{\"position\":2,\"name\":\"b\",\"default\":\"'x, \\\"y\\\"'::text\"}]");
    String largeObjects = path + "/_large_objects_/large objects";
    assertThat(
            entity("PostgresLargeObjects", largeObjects)
                .getLong("entity.attributes.largeObjectCount"))
        .isEqualTo(1);
    Postgres.execute(database, "SELECT lo_from_bytea(0, 'more'), lo_from_bytea(0, 'most')");
    JsonPath again = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(again.getString("run.state")).as(again.prettify()).isEqualTo("SUCCEEDED");
    assertThat(entity("PostgresLargeObjects", largeObjects).getMap("entity.attributes"))
        .containsEntry("largeObjectCount", 3)
        .containsEntry("sizeBytes", 8192);
  }
}
