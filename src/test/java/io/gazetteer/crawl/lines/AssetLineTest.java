package io.gazetteer.crawl.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.StagedAsset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetLineTest {

  private static final String PLACE =
      "\"name\":\"s\",\"qualifiedName\":\"c/d/s\",\"connectionQualifiedName\":\"default/postgres/1\","
          + "\"connectionName\":\"Shop\",\"connectorName\":\"postgres\",\"databaseName\":\"d\","
          + "\"databaseQualifiedName\":\"c/d/s\",\"lastSyncWorkflowName\":\"w\",\"lastSyncRun\":\"r\","
          + "\"lastSyncRunAt\":1000,\"tenantId\":\"default\",\"database\":{\"typeName\":\"Database\","
          + "\"uniqueAttributes\":{\"qualifiedName\":\"c/d\"}}";

  private static String line(String attributes, String statistics) throws IOException {
    AssetLine lines =
        new AssetLine(
            "default/postgres/1", "Shop", new Asset.LastSync("w", "r", Instant.ofEpochMilli(1000)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines
        .of(
            new StagedAsset(
                "Schema",
                "c/d/s",
                "s",
                "c/d",
                "Database",
                "d",
                "s",
                null,
                null,
                new StagedAsset.Attributes(
                    attributes.getBytes(StandardCharsets.UTF_8), customAt(attributes)),
                statistics == null ? null : statistics.getBytes(StandardCharsets.UTF_8),
                List.of()))
        .writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** As the crawl knows it: the last member, also if a text looks the same. */
  private static int customAt(String attributes) {
    int at = attributes.lastIndexOf("\"customAttributes\":{");
    return at > 0 && attributes.charAt(at - 1) == '\\' ? -1 : at;
  }

  private static void is(String line, String more, String custom) throws IOException {
    assertThat(line).endsWith("}\n").hasLineCount(1);
    JsonNode wanted =
        new ObjectMapper()
            .readTree(
                "{\"typeName\":\"Schema\",\"status\":\"ACTIVE\",\"attributes\":{"
                    + PLACE
                    + more
                    + "}"
                    + custom
                    + "}");
    assertThat(new ObjectMapper().readTree(line)).isEqualTo(wanted);
  }

  @Test
  void attributes_statistics_and_custom_attributes_stand_where_the_sdks_look_for_them()
      throws IOException {
    String tricky = "\"description\":\"\\\"customAttributes\\\":{ \\\\\"";
    is(
        line("{" + tricky + ",\"customAttributes\":{\"a\":\"b\"}}", "{\"tableCount\":1}"),
        "," + tricky + ",\"tableCount\":1",
        ",\"customAttributes\":{\"a\":\"b\"}");
    is(line("{" + tricky + "}", null), "," + tricky, "");
    is(
        line("{\"customAttributes\":{\"a\":\"b\"}}", null),
        "",
        ",\"customAttributes\":{\"a\":\"b\"}");
    is(line("{\"x\":1,\"customAttributes\":{}}", "{}"), ",\"x\":1", "");
    is(line("{}", "{\"tableCount\":1}"), ",\"tableCount\":1", "");
  }

  @ParameterizedTest
  @CsvSource({
    "Table,table",
    "TablePartition,table-partition",
    "MaterialisedView,materialised-view",
    "PostgresForeignDataWrapper,postgres-foreign-data-wrapper"
  })
  void folders_are_the_names_of_types_with_dashes(String typeName, String folder) {
    assertThat(AssetLine.entity(typeName)).isEqualTo(folder);
  }
}
