package io.gazetteer.web;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.AttributeType;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.testing.ExtendedVocabulary;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one entry in the vocabulary and one SQL file make of a kind that only this test has. */
@ServiceTest
@TestProfile(ExtendedVocabulary.Profile.class)
@Tag("slow")
class ExtendedVocabularyPagesTest {

  private static final String DDL =
      """
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO PUBLIC;
      CREATE TABLE public._default_privileges_ (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x');
      CREATE TABLE public.parted (id int) PARTITION BY RANGE (id);
      CREATE TABLE public.part PARTITION OF public.parted FOR VALUES FROM (1) TO (9);
      CREATE VIEW public.seen AS SELECT name FROM public._default_privileges_;
      CREATE MATERIALIZED VIEW public.kept AS SELECT name FROM public._default_privileges_;
      CREATE FUNCTION public.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE PROCEDURE public.p(a int) LANGUAGE sql AS 'SELECT 1';
      """;

  private static WorkflowBuilder workflow;
  private static String database;

  @Inject Vocabulary vocabulary;

  @BeforeEach
  void crawl_once() {
    if (workflow == null) {
      database = Postgres.createDatabase("extended");
      Postgres.execute(database, DDL);
      workflow = aWorkflow().of(database);
      JsonPath run = Service.awaitEnd(workflow.start());
      assertThat(run.getString("scopes[0].state")).as(run.prettify()).isEqualTo("COMPLETE");
    }
  }

  private static String path(String behind) {
    return workflow.connection() + "/" + database + behind;
  }

  private static JsonPath found(String clause) {
    return Service.search(
            """
            {"size": 20, "query": {"bool": {"filter": [{"term": {"connectionQualifiedName": "%s"}}, %s]}},
             "aggregations": {"types": {"terms": {"field": "__typeName.keyword"}}}}\
            """
                .formatted(workflow.connection(), clause))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void it_is_crawled_to_a_path_behind_its_segment() {
    Service.asAdmin()
        .queryParam("attr:qualifiedName", path("/_default_privileges_/postgres in public r"))
        .get("/api/meta/entity/uniqueAttribute/type/PostgresDefaultPrivilege")
        .then()
        .statusCode(200)
        .body("entity.attributes.name", equalTo("postgres in public"))
        .body("entity.attributes.privileges", contains("INSERT", "SELECT"))
        .body("entity.attributes.databaseName", equalTo(database));
  }

  @Test
  void a_table_of_the_name_of_its_segment_cannot_be_taken_for_it() {
    Service.asAdmin()
        .queryParam("attr:qualifiedName", path("/public/%5Fdefault_privileges_"))
        .get("/api/meta/entity/uniqueAttribute/type/Table")
        .then()
        .statusCode(200)
        .body("entity.attributes.name", equalTo("_default_privileges_"));
  }

  @Test
  void it_is_searched_by_type_number_truth_and_element() {
    for (String clause :
        List.of(
            "{\"term\": {\"__typeName.keyword\": \"postgresdefaultprivilege\"}}",
            "{\"range\": {\"granteeCount\": {\"gte\": 1, \"lt\": 10}}}",
            "{\"term\": {\"isOfOneSchema\": true}}",
            "{\"term\": {\"privileges\": \"INSERT\"}}")) {
      JsonPath answer = found(clause);
      assertThat(answer.getList("entities.typeName"))
          .as(clause)
          .containsExactly("PostgresDefaultPrivilege");
      assertThat(answer.getList("aggregations.types.buckets.key"))
          .containsExactly("PostgresDefaultPrivilege");
    }
    assertThat(found("{\"term\": {\"privileges\": \"DELETE\"}}").getInt("approximateCount"))
        .isZero();
  }

  @Test
  void it_is_a_type_of_the_model() {
    Service.asAdmin()
        .get("/api/meta/types/typedef/name/PostgresDefaultPrivilege")
        .then()
        .statusCode(200)
        .body("superTypes", contains("SQL"))
        .body("attributeDefs.name", hasItem("granteeCount"))
        .body("attributeDefs.find { it.name == 'granteeCount' }.typeName", equalTo("long"));
  }

  @Test
  void its_page_opens_with_its_labels_and_its_database_lists_it() {
    PageSession pages = new PageSession();
    String guid =
        found("{\"exists\": {\"field\": \"granteeCount\"}}").getString("entities[0].guid");
    assertThat(pages.get("/ui/assets/" + guid).then().statusCode(200).extract().asString())
        .contains("Default privilege", "Number of grantees", "Of one schema", "INSERT, SELECT")
        .contains("ALTER DEFAULT PRIVILEGES");
    String above =
        found("{\"term\": {\"__typeName.keyword\": \"Database\"}}").getString("entities[0].guid");
    assertThat(pages.get("/ui/assets/" + above).then().statusCode(200).extract().asString())
        .contains("Default privileges", "postgres in public r");
  }

  @Test
  void every_attribute_of_every_asset_is_in_the_vocabulary() throws IOException {
    Map<String, JsonNode> oneOfEach = new TreeMap<>();
    for (Map<String, Object> asset : Service.assetsOf(workflow.connection())) {
      String type = (String) asset.get("typeName");
      if (!oneOfEach.containsKey(type)) {
        String whole =
            Service.asAdmin().get("/api/meta/entity/guid/" + asset.get("guid")).asString();
        oneOfEach.put(type, new ObjectMapper().readTree(whole).path("entity"));
      }
    }
    assertThat(oneOfEach.keySet())
        .contains("Connection", "Database", "Schema", "Table", "TablePartition", "View")
        .contains("MaterialisedView", "Column", "Function", "Procedure", "PostgresIndex");
    oneOfEach.forEach(
        (type, asset) ->
            asset
                .path("attributes")
                .properties()
                .forEach(entry -> assertKnown(type, entry.getKey(), entry.getValue())));
  }

  private void assertKnown(String type, String name, JsonNode value) {
    if (vocabulary.sdkModel().types().get(type).attributes().containsKey(name)
        && vocabulary.attributes(type).stream().noneMatch(a -> a.name().equals(name))) {
      // What the SDKs name and the vocabulary takes over from them, such as a relation.
      return;
    }
    assertThat(vocabulary.attributes(type))
        .as("%s of %s: %s", name, type, value)
        .anyMatch(attribute -> attribute.name().equals(name) && fits(attribute, value));
  }

  private static boolean fits(Attribute attribute, JsonNode value) {
    AttributeType type =
        value.isArray()
            ? AttributeType.LIST
            : value.isBoolean()
                ? AttributeType.BOOLEAN
                : value.isNumber() ? AttributeType.NUMBER : AttributeType.TEXT;
    boolean time = attribute.type() == AttributeType.TIME && type == AttributeType.NUMBER;
    return value.isNull() || time || attribute.type() == type;
  }
}
