package io.gazetteer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies with members of the wrong JSON type, for each request that reads a body. */
@ServiceTest
class WrongTypesResourceTest {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
  private static final String FILTERS =
      "{'includeFilter': 5, 'excludeFilter': [1], 'tableRegex': 7, 'other': 1}";

  private static Arguments post(String path, String body, String... fields) {
    return Arguments.of(path, body.replace('\'', '"'), List.of(fields));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
            ofOurApi(),
            ofTheConnectorApplication(),
            ofApps(),
            ofPackages(),
            ofAssets(),
            ofCredentialsAndFiles())
        .flatMap(List::stream);
  }

  private static List<Arguments> ofOurApi() {
    return List.of(
        post(
            "/api/v1/connections/test",
            """
            {'host': 5, 'port': 5432.9, 'authType': [], 'username': {}, 'password': 7,
             'database': true, 'region': 8, 'extra': 'x'}\
            """,
            "host",
            "port",
            "authType",
            "username",
            "password",
            "database",
            "region",
            "extra"),
        post("/api/v1/connections/test", "{'host': 5, 'port': '5432'}", "host", "port"),
        post("/api/v1/connections/test", "[]", "body"),
        post(
            "/api/v1/connections/" + NOBODY + "/test",
            FILTERS,
            "includeFilter",
            "excludeFilter",
            "tableRegex",
            "other"),
        post(
            "/api/v1/connections/" + NOBODY + "/tree",
            FILTERS,
            "includeFilter",
            "excludeFilter",
            "tableRegex",
            "other"));
  }

  private static List<Arguments> ofTheConnectorApplication() {
    return List.of(
        post(
            "/workflows/v1/auth",
            "{'host': 5, 'port': 5432.9, 'authType': true, 'username': 1, 'password': 2}",
            "host",
            "port",
            "authType",
            "username",
            "password"),
        post(
            "/workflows/v1/auth",
            "{'credentials': [{'key': 5, 'value': 'x'}, {'key': 'host', 'value': 6}]}",
            "credentials[0].key",
            "credentials.host"),
        post(
            "/workflows/v1/metadata",
            "{'type': 5, 'database': 7, 'host': 5, 'port': 1.5}",
            "type",
            "database",
            "host",
            "port"),
        post(
            "/workflows/v1/check",
            """
            {'metadata': {'exclude-views': [], 'temp-table-regex': 5, 'include-filter': 7},
             'host': 5, 'port': 1.5}\
            """,
            "metadata.exclude-views",
            "metadata.temp-table-regex",
            "metadata.include-filter",
            "host",
            "port"),
        post(
            "/workflows/v1/start",
            """
            {'workflow_id': 5, 'cron_schedule': 6, 'cron_timezone': [],
             'connection': {'connection_name': 7, 'connection_qualified_name': 8},
             'credentials': {'host': 9, 'port': 1.5}, 'metadata': {'full-read': []}}\
            """,
            "workflow_id",
            "cron_schedule",
            "cron_timezone",
            "connection.connection_name",
            "connection.connection_qualified_name",
            "credentials.host",
            "credentials.port",
            "metadata.full-read"));
  }

  private static List<Arguments> ofApps() {
    return List.of(
        post(
            "/api/service/v1/app",
            """
            {'app_id': 'postgres-crawler', 'name': 5, 'run': 'yes',
             'schedule': {'cron': 5, 'timezone': 7},
             'inputs': {'temp_table_regex': 5, 'full_read': [], 'exclude_views': 2,
                        'connection': {'attributes': {'name': 5, 'qualifiedName': 'a/b/c'}},
                        'credential': {'host': 5, 'port': 1.5}}}\
            """,
            "name",
            "run",
            "schedule.cron",
            "schedule.timezone",
            "inputs.temp_table_regex",
            "inputs.full_read",
            "inputs.exclude_views",
            "inputs.connection.attributes.name",
            "inputs.credential.host",
            "inputs.credential.port"),
        post(
            "/api/service/v1/app/none/schedule",
            "{'cron': 5, 'timezone': 'Nowhere'}",
            "cron",
            "timezone"));
  }

  private static List<Arguments> ofPackages() {
    return List.of(
        post(
            "/api/service/workflows",
            """
            {'metadata': {'name': 5, 'namespace': 6, 'labels': [], 'annotations': 7},
             'spec': {'templates': [{'dag': {'tasks': [
               {'templateRef': {'name': 'atlan-postgres'},
                'arguments': {'parameters': [
                  {'name': 8, 'value': 'x'},
                  {'name': 'credential-guid', 'value': 5},
                  {'name': 'temp-table-regex', 'value': 9}]}}]}}]},
             'payload': [{'body': {'host': 5, 'port': 1.5}}]}\
            """,
            "metadata.name",
            "metadata.namespace",
            "metadata.labels",
            "metadata.annotations",
            "spec.templates[0].dag.tasks[0].arguments.parameters[0].name",
            "parameters.credential-guid",
            "parameters.temp-table-regex",
            "payload[0].body.host",
            "payload[0].body.port"),
        post(
            "/api/service/workflows/submit",
            "{'resourceName': 5, 'submitOptions': {'parameters': [5]}}",
            "resourceName",
            "submitOptions.parameters[0]"),
        post("/api/service/workflows/none/changeownership", "{'username': 5}", "username"));
  }

  private static List<Arguments> ofAssets() {
    return List.of(
        post(
            "/api/meta/search/indexsearch",
            "{'dsl': {'size': 'x'}, 'attributes': [5], 'relationAttributes': 'name'}",
            "dsl.size",
            "attributes[0]",
            "relationAttributes"),
        post(
            "/api/meta/lineage/list",
            "{'guid': 5, 'direction': 7, 'size': 1.5}",
            "guid",
            "direction",
            "size"),
        post(
            "/api/meta/entity/bulk",
            """
            {'entities': [{'typeName': 5, 'guid': 7, 'status': 1,
                           'attributes': {'qualifiedName': 9}}]}\
            """,
            "entities[0].typeName",
            "entities[0].guid",
            "entities[0].status",
            "entities[0].attributes.qualifiedName"));
  }

  private static List<Arguments> ofCredentialsAndFiles() {
    return List.of(
        post(
            "/api/service/files/presignedUrl",
            "{'key': 5, 'method': [], 'expiry': 30}",
            "key",
            "method",
            "expiry"),
        post(
            "/api/service/credentials?testCredential=false",
            "{'name': 5, 'host': 6, 'port': 5432.9, 'authType': true, 'extra': []}",
            "name",
            "host",
            "port",
            "authType",
            "extra"),
        post("/api/service/credentials/test", "{'id': 5, 'host': 6}", "id", "host"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_member_of_a_wrong_type_is_listed_and_none_is_converted(
      String path, String body, List<String> fields) {
    Response answer = Service.asAdmin().body(body).post(path);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    String message = answer.path(path.startsWith("/api/v1/") ? "detail" : "errorMessage");
    assertThat(Arrays.stream(message.split("; ")).map(part -> part.replaceFirst(": .*", "")))
        .as(message)
        .containsAll(fields);
  }
}
