package io.gazetteer.contract;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.WorkflowBuilder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/**
 * A world of ours that is like the one in which the exchanges were recorded, and the names of the
 * one in terms of the other.
 */
final class RecordedWorld {

  private static final String CONNECTION = "default/postgres/1700000000";
  private static final String EPOCH = "1795219\\d{3}";
  private static final String CREATED = "17_run_from_raw_json";
  private static final String SCHEDULE = "orchestration.atlan.com/schedule";
  private static final AtomicInteger NUMBER = new AtomicInteger(1_700_100_000);

  private final Jdbi jdbi;
  private final WorkflowBuilder shop;
  private final String run;
  private final Map<String, String> names;

  RecordedWorld(Jdbi jdbi) {
    this.jdbi = jdbi;
    String database = Postgres.createDatabase("sales");
    Postgres.execute(
        database,
        """
        CREATE TABLE public.orders (id int PRIMARY KEY);
        CREATE VIEW public.v_orders AS SELECT id FROM public.orders;
        CREATE VIEW public.v_gone AS SELECT id FROM public.orders;
        """);
    shop = aWorkflow().of(database);
    run = shop.start();
    Service.awaitEnd(run);
    jdbi.useHandle(
        handle -> {
          // Recorded time ranges end an hour ago.
          handle.execute(
              "UPDATE run SET created_at = created_at - interval '90 min', started_at = started_at"
                  + " - interval '90 min', finished_at = finished_at - interval '90 min' WHERE name"
                  + " = ?",
              run);
          handle.execute(
              "INSERT INTO app_group (name, alias) VALUES ('data_eng', 'Data Eng') ON CONFLICT DO"
                  + " NOTHING");
          handle.execute(
              "INSERT INTO app_user (username, email, first_name, last_name)"
                  + " VALUES ('jdoe', 'jdoe@example.org', 'J', 'Doe') ON CONFLICT DO NOTHING");
        });
    String at = shop.connection() + "/" + database;
    names =
        Map.of(
            CONNECTION + "/sales",
            at,
            "c129c996-3d3a-4de4-9b4f-b39aa05728b6",
            guid("Table", at + "/public/orders"),
            "ff4ea5dc-167a-4355-b7e7-77e2b0873f38",
            guid("View", at + "/public/v_gone"),
            "11111111-0000-4000-8000-000000000001",
            idOfRole("$admin"),
            "pg-prod",
            shop.connection().replace("default/postgres/", "c"));
  }

  private static String guid(String type, String qualifiedName) {
    return Service.asAdmin()
        .queryParam("attr:qualifiedName", qualifiedName)
        .get("/api/meta/entity/uniqueAttribute/type/" + type)
        .then()
        .statusCode(200)
        .extract()
        .path("entity.guid");
  }

  private static String idOfRole(String name) {
    return Service.asAdmin()
        .get("/api/service/roles")
        .then()
        .statusCode(200)
        .extract()
        .path("records.find { it.name == '%s' }.id".formatted(name));
  }

  /** The exchanges of a flow, in our names, once what the flow begins with is there. */
  JsonNode exchanges(String flow) {
    String text = Recorded.flow(flow).toString();
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    text = text.replace(CONNECTION, shop.connection());
    return Recorded.parse(begin(flow, text)).path("requests");
  }

  private String begin(String flow, String text) {
    return switch (flow.substring(0, 2)) {
      case "11", "12", "13", "14", "15", "16", "17", "76", "80", "90", "91", "92" ->
          text.replaceAll(EPOCH, Integer.toString(NUMBER.incrementAndGet()))
              .replace("\"name\":\"pg", "\"name\":\"pg " + NUMBER.get() + " ");
      case "33" -> inTermsOf(text, aRunThatWaits());
      case "34", "39" -> inTermsOfNew(text, aWorkflowWith(""));
      case "35", "36" -> inTermsOfNew(text, aWorkflowWith("0 3 * * 1"));
      case "40", "45" -> inTermsOfNew(text, aWorkflowWith(""));
      case "50" -> reachable(text);
      case "52", "56", "58" ->
          reachable(text).replace("4bd0a7b4-1355-478a-9937-11f92e52060f", aCredential());
      case "53", "54", "55" -> {
        aCredential();
        aCredential();
        yield text;
      }
      case "93" -> text.replace("run-1", run).replace("pg-slug-1", shop.name());
      default -> inTermsOf(text, run);
    };
  }

  private String inTermsOf(String text, String runName) {
    String workflow = runName.substring(0, runName.lastIndexOf('-'));
    return text.replaceAll("atlan-postgres-" + EPOCH + "-[a-z0-9]{5}", runName)
        .replaceAll("atlan-postgres-" + EPOCH, workflow);
  }

  /** Epoch and credential of a workflow that nobody uses but this flow. */
  private static String inTermsOfNew(String text, ObjectNode created) {
    String epoch = created.at("/metadata/name").asText().replace("atlan-postgres-", "");
    String guid = "";
    for (JsonNode parameter : created.at("/spec/templates/0/dag/tasks/0/arguments/parameters")) {
      if (parameter.path("name").asText().equals("credential-guid")) {
        guid = parameter.path("value").asText();
      }
    }
    return text.replaceAll(EPOCH, epoch).replace("9624d35f-7c8b-4dec-b435-36ac7e0b3d92", guid);
  }

  private ObjectNode aWorkflowWith(String cron) {
    ObjectNode body = Recorded.creation(CREATED);
    if (!cron.isEmpty()) {
      ((ObjectNode) body.at("/metadata/annotations")).put(SCHEDULE, cron);
    }
    String text = body.toString();
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    return Recorded.parse(
        Service.asAdmin()
            .body(text)
            .post("/api/service/workflows")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private String aRunThatWaits() {
    WorkflowBuilder busy = aWorkflow().at("localhost", 1);
    Service.asAdmin()
        .body(busy.definition().toString())
        .post("/api/service/workflows")
        .then()
        .statusCode(200);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id,"
                    + " requested_by, created_at, started_at, attempts) VALUES (?,"
                    + " gen_random_uuid(), ?, 'crawl', 'RUNNING', 'x', 'x', now(), now(), 1)",
                busy.name() + "-going",
                busy.name()));
    return Service.rerun(busy.name());
  }

  private static String reachable(String text) {
    return text.replace("\"host\":\"h\"", "\"host\":\"localhost\"")
        .replace("\"port\":5432", "\"port\":" + Postgres.port())
        .replace("\"username\":\"u\"", "\"username\":\"postgres\"")
        .replace("\"database\":\"sales\"", "\"database\":\"postgres\"");
  }

  private static String aCredential() {
    JsonNode body = Recorded.exchange("50_credential_create", "POST", "/api/service/credentials");
    return Service.asAdmin()
        .body(reachable(body.path("body").toString()))
        .post("/api/service/credentials?testCredential=false")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  /** A signed link for a file of ours. */
  static String link(String method) {
    return Service.asAdmin()
        .body(Map.of("key", "a/b.json", "expiry", "30s", "method", method))
        .post("/api/service/files/presignedUrl")
        .then()
        .statusCode(200)
        .extract()
        .path("url");
  }
}
