package io.gazetteer.asset.entity;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A small database that was crawled, and ways to ask for what is in it. */
final class CrawledShop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String database = Postgres.createDatabase("shop");
  private final WorkflowBuilder workflow;

  CrawledShop() {
    Postgres.execute(
        database,
        """
        CREATE TABLE public.orders (id int PRIMARY KEY, note text);
        COMMENT ON TABLE public.orders IS 'what was ordered';
        CREATE TABLE public.lines (id int PRIMARY KEY, order_id int REFERENCES public.orders);
        CREATE VIEW public.v_orders AS SELECT id FROM public.orders;
        CREATE SCHEMA attic;
        CREATE TABLE attic.old_orders (id int);
        """);
    workflow = aWorkflow().of(database);
    Service.awaitEnd(workflow.start());
  }

  String connection() {
    return workflow.connection();
  }

  /** Path of something in the database, for example {@code /public/orders}. */
  String path(String below) {
    return connection() + "/" + database + below;
  }

  void sql(String statement) {
    Postgres.execute(database, statement);
  }

  /** Crawls again and waits for the end. */
  void crawl() {
    Service.awaitEnd(Service.rerun(workflow.name()));
  }

  static ValidatableResponse byPath(String type, String path) {
    return Service.asAdmin()
        .queryParam("attr:qualifiedName", path)
        .get("/api/meta/entity/uniqueAttribute/type/" + type)
        .then();
  }

  ValidatableResponse get(String type, String below) {
    return byPath(type, path(below)).statusCode(200);
  }

  String guid(String type, String below) {
    return get(type, below).extract().path("entity.guid");
  }

  static ValidatableResponse byGuid(String guid) {
    return Service.asAdmin().get("/api/meta/entity/guid/" + guid).then();
  }

  static ValidatableResponse save(String body) {
    return Service.asAdmin()
        .queryParam("replaceTags", "false")
        .queryParam("appendTags", "False")
        .queryParam("replaceBusinessAttributes", "false")
        .queryParam("overwriteBusinessAttributes", "false")
        .body(body)
        .post("/api/meta/entity/bulk/")
        .then();
  }

  /** Saves attributes of one asset in the way of the SDKs. */
  ValidatableResponse save(String type, String below, String attributes) {
    return save(
        """
        {"entities": [{"typeName": "%s", "guid": "-17", "businessAttributes": null,
          "attributes": {"qualifiedName": "%s"%s}}]}"""
            .formatted(type, path(below), attributes.isEmpty() ? "" : ", " + attributes));
  }

  static ValidatableResponse delete(String type, String... guids) {
    return Service.asAdmin()
        .queryParam("deleteType", type)
        .queryParam("guid", List.of(guids))
        .delete("/api/meta/entity/bulk/")
        .then();
  }

  static List<Map<String, Object>> changes(String guid) {
    return Service.asAdmin()
        .get("/api/v1/assets/" + guid + "/changes")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  /** A recorded request with names of its world put into those of ours. */
  static JsonNode recorded(String flow, int request, Map<String, String> names) {
    try (InputStream in = CrawledShop.class.getResourceAsStream("/recorded/" + flow + ".json")) {
      String text = JSON.readTree(in).path("requests").path(request).toString();
      for (Map.Entry<String, String> name : names.entrySet()) {
        text = text.replace(name.getKey(), name.getValue());
      }
      return JSON.readTree(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static ValidatableResponse replay(JsonNode request) {
    RequestSpecification sent = Service.asAdmin();
    for (JsonNode pair : request.path("query")) {
      sent = sent.queryParam(pair.get(0).asText(), pair.get(1).asText());
    }
    if (request.path("body").isObject()) {
      sent = sent.body(request.get("body").toString());
    }
    return sent.request(request.get("method").asText(), request.get("path").asText()).then();
  }
}
