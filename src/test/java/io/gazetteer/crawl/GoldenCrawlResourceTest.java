package io.gazetteer.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@ServiceTest
class GoldenCrawlResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] ATTRIBUTES = {
    "dataType",
    "order",
    "isNullable",
    "isPrimary",
    "isForeign",
    "defaultValue",
    "columnCount",
    "schemaCount",
    "functionReturnType",
    "isPartitioned",
    "subType",
    "isUnique",
    "isIdentity"
  };

  @Test
  void a_crawl_finds_each_asset_of_the_samples_and_nothing_else() throws IOException, SQLException {
    String shop = Samples.load("sample_shop");
    String billing = Samples.load("sample_billing");
    Postgres.execute("postgres", "GRANT CONNECT ON DATABASE " + shop + " TO gazetteer_reader");
    Postgres.execute("postgres", "GRANT CONNECT ON DATABASE " + billing + " TO gazetteer_reader");
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .as("gazetteer_reader", "trusted")
            .of(shop)
            .including("{\"^%s$\": [], \"^%s$\": []}".formatted(shop, billing));

    JsonPath run = Service.awaitEnd(workflow.start());

    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(run.getList("scopes.name")).containsExactlyInAnyOrder(shop, billing);
    List<Samples.Golden> golden = new ArrayList<>(Samples.golden("sample_shop", shop));
    golden.addAll(Samples.golden("sample_billing", billing));
    golden.addAll(roles(shop));
    golden.addAll(roles(billing));
    compare(golden, workflow.connection());
    assertThat(run.getLong("run.created")).isEqualTo(golden.size());

    JsonPath again = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(again.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(again.getLong("run.created")).isZero();
    assertThat(again.getLong("run.changed")).isZero();
    assertThat(again.getLong("run.archived")).isZero();
    assertThat(again.getLong("run.unchanged")).isEqualTo(golden.size());
  }

  /** Roles belong to the server, which other tests use too. */
  private static List<Samples.Golden> roles(String database) throws SQLException {
    List<Samples.Golden> roles = new ArrayList<>();
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery("SELECT rolname FROM pg_roles WHERE oid = 10 OR oid >= 16384")) {
      while (names.next()) {
        roles.add(
            new Samples.Golden(
                "PostgresRole", "/" + database + "/_roles_/" + escaped(names.getString(1)), "{}"));
      }
    }
    return roles;
  }

  private static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }

  private static void compare(List<Samples.Golden> golden, String connection) throws IOException {
    Map<String, JsonNode> found = new HashMap<>();
    for (Map<String, Object> entity : Service.assetsOf(connection, ATTRIBUTES)) {
      JsonNode asset = JSON.valueToTree(entity);
      String path = asset.path("attributes").path("qualifiedName").asText();
      if (!path.equals(connection)) {
        found.put(asset.path("typeName").asText() + " " + path, asset);
      }
    }
    SoftAssertions softly = new SoftAssertions();
    for (Samples.Golden expected : golden) {
      JsonNode asset = found.remove(expected.typeName() + " " + connection + expected.path());
      softly.assertThat(asset).as("%s %s", expected.typeName(), expected.path()).isNotNull();
      if (asset != null) {
        softly
            .assertThat(differences(JSON.readTree(expected.attributes()), asset))
            .as("%s %s", expected.typeName(), expected.path())
            .isEmpty();
      }
    }
    softly.assertThat(found.keySet()).as("not in the golden list").isEmpty();
    softly.assertAll();
  }

  private static List<String> differences(JsonNode expected, JsonNode asset) {
    List<String> differences = new ArrayList<>();
    JsonNode attributes = asset.path("attributes");
    for (Map.Entry<String, JsonNode> attribute : expected.properties()) {
      String name = attribute.getKey();
      String wanted = attribute.getValue().isNull() ? null : attribute.getValue().asText();
      String is =
          switch (name) {
            case "kind" -> kind(asset);
            case "returns" -> text(attributes.path("functionReturnType"));
            default -> text(attributes.path(name));
          };
      if (!Objects.equals(wanted, is)) {
        differences.add(name + ": expected " + wanted + " but was " + is);
      }
    }
    return differences;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  private static String kind(JsonNode asset) {
    return switch (asset.path("customAttributes").path("table_type").asText()) {
      case "TABLE" -> "r";
      case "PARTITIONED TABLE" -> "p";
      case "FOREIGN TABLE" -> "f";
      case "VIEW" -> "v";
      case "MATERIALIZED VIEW" -> "m";
      default -> "?";
    };
  }
}
