package io.gazetteer.http;

import static io.gazetteer.testing.Service.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real answers against the schemas of {@code docs/openapi.yaml}. */
@ServiceTest
class OpenApiAnswersResourceTest {

  private final List<String> wrong = new ArrayList<>();
  private final JsonNode document = read();

  @Test
  void answers_have_the_members_that_the_document_requires_and_no_others() {
    String database = Postgres.createDatabase("documented");
    Postgres.execute(database, "CREATE TABLE public.orders (id int PRIMARY KEY)");
    WorkflowBuilder workflow = WorkflowBuilder.aWorkflow().of(database);
    String run = workflow.start();
    Service.awaitEnd(run);
    String guid = Service.assetsOf(workflow.connection()).get(0).get("guid").toString();
    JsonNode stored = check("/api/v1/workflows/{name}", workflow.name());
    String connection =
        check("/api/v1/connections?limit=1000").path("items").at("/0/guid").asText();

    check("/api/v1/runs?limit=2");
    check("/api/v1/runs/{name}", run);
    check("/api/v1/runs/{name}/log?limit=5", run);
    check("/api/v1/workflows?limit=2");
    check("/api/v1/connections/{guid}", connection);
    check("/api/v1/assets/changes?run=" + run);
    check("/api/v1/assets/{guid}/changes", guid);
    check("/api/v1/assets/archive-holds");
    check("/api/v1/assets/counts");
    check("/api/meta/entity/guid/{guid}", guid);
    check("/api/meta/entity/bulk?guid=" + guid);
    check("/api/meta/types/typedefs");
    check("/api/meta/types/typedef/name/{name}", "Table");
    check("/api/service/credentials");
    check("/api/service/credentials/{guid}", stored.at("/workflow/credentialGuid").asText());
    check("/api/service/runs/cron");
    check("/api/service/users");
    check("/api/service/users/current");
    check("/api/service/whoami");
    check("/api/service/roles");
    check("/api/service/v1/app");
    check("/api/service/v1/apps/{app}", "postgres-crawler");
    check("/health");
    check("/ready");
    check("/manifest");
    check("/workflows/v1/configmaps");
    check("/workflows/v1/result/{workflow}", workflow.name());
    check("/workflows/v1/status/{workflow}/{run}", workflow.name(), run);
    check("/workflows/v1/config/{id}", workflow.name());

    assertThat(wrong).isEmpty();
  }

  @Test
  void errors_have_the_bodies_of_the_document() {
    checkError("/api/v1/runs/{name}", 404, "Problem");
    checkError("/api/service/credentials/{guid}", 404, "SdkError");
    checkError("/workflows/v1/result/{workflow}", 404, "ApplicationError");

    assertThat(wrong).isEmpty();
  }

  private JsonNode check(String address, Object... values) {
    String path = address.replaceFirst("\\?.*", "");
    JsonNode answer = json(asAdmin().get(address, values), 200);
    JsonNode content = document.path("paths").path(path).at("/get/responses/200/content");
    new Examples(document)
        .check(address, content.path("application/json").path("schema"), answer).stream()
            .limit(5)
            .forEach(wrong::add);
    return answer;
  }

  private void checkError(String path, int status, String schema) {
    JsonNode answer = json(asAdmin().get(path, "nobody"), status);
    wrong.addAll(
        new Examples(document).check(path, document.at("/components/schemas/" + schema), answer));
  }

  private static JsonNode json(Response response, int status) {
    try {
      return new ObjectMapper().readTree(response.then().statusCode(status).extract().asString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(new File("docs/openapi.yaml"));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
