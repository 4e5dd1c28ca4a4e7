package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.crawl.lines.ReadingLine;
import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.crawl.lines.RowJson;
import io.gazetteer.crawl.lines.RowLine;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Sources;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.PublishStores;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the files of a published run hold. */
@ServiceTest
@QuarkusTestResource(PublishStores.class)
class PublishedLinesResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject ObjectStores stores;
  @Inject Sources sources;

  @ConfigProperty(name = PublishStores.SERVER_PORT)
  int serverPort;

  private S3Server server;

  @BeforeEach
  void start() {
    server = S3Server.start(serverPort);
    server.createBucket(PublishStores.BUCKET);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PublishedRuns runs() {
    return new PublishedRuns(stores);
  }

  @Test
  void the_raw_lines_are_exactly_what_the_source_handed_out() throws Exception {
    String database = Samples.load("sample_shop");
    Postgres.execute(database, PublishedRuns.ODD);
    WorkflowBuilder workflow =
        aWorkflow().of(database).excluding("{\"^%s$\":[\"^people$\"]}".formatted(database));
    CrawlSelectionOf selection = new CrawlSelectionOf(database);
    String run = workflow.with("publish", "true").with("publish-store", "s3").start();
    PublishedRuns.succeeded(run);

    CollectedRows wanted = new CollectedRows();
    ReadingLine reading;
    try (Connection connection = Postgres.connect(database)) {
      reading =
          ReadingLine.of(
              sources
                  .named("postgres")
                  .read(ReadRequest.full(connection, selection.excludingPeople()), wanted));
    }
    CollectedRows found = new CollectedRows();
    List<Record> readings = new ArrayList<>();
    for (PublishedRuns.Line line : runs().lines("s3", PublishedRuns.folder(workflow, run))) {
      if (line.file().kind() == Manifest.Kind.RAW) {
        byte[] bytes = line.text().getBytes(StandardCharsets.UTF_8);
        RowEntity entity = RowEntity.ofWire(line.file().entity()).orElseThrow();
        assertThat(RowJson.database(bytes)).isEqualTo(database).isEqualTo(line.file().database());
        Record row = RowJson.read(entity, bytes);
        if (entity == RowEntity.READING) {
          readings.add(row);
        } else {
          RowJson.hand(row, found);
        }
      }
    }

    assertThat(found.databases).isEqualTo(wanted.databases).hasSize(1);
    assertThat(found.schemas).isEqualTo(wanted.schemas).isNotEmpty();
    assertThat(found.relations).isEqualTo(wanted.relations).isNotEmpty();
    assertThat(found.columns).isEqualTo(wanted.columns).isNotEmpty();
    assertThat(found.routines).isEqualTo(wanted.routines).isNotEmpty();
    assertThat(withoutFigures(found.objects))
        .isEqualTo(withoutFigures(wanted.objects))
        .isNotEmpty();
    assertThat(readings).containsExactly(reading);
    assertThat(reading.schemasLeftOut()).isNotEmpty();
  }

  /** Without what the server counts late, so that two reads may tell different numbers. */
  private static List<List<Object>> withoutFigures(List<ObjectRow> rows) {
    return rows.stream()
        .map(row -> List.<Object>of(row.statistics().keySet(), written(withFigures(row, Map.of()))))
        .toList();
  }

  /** As a line: one whole number of a source may be an Integer and come back as a Long. */
  private static String written(ObjectRow row) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      new RowLine("").of(RowEntity.OBJECT, row).writeTo(out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ObjectRow withFigures(ObjectRow row, Map<String, Long> figures) {
    return new ObjectRow(
        row.kind(),
        row.schema(),
        row.relation(),
        row.name(),
        row.identity(),
        row.owner(),
        row.comment(),
        row.definition(),
        row.unread(),
        row.attributes(),
        figures,
        row.extension());
  }

  /** The filter of the workflow, as a source understands it. */
  private record CrawlSelectionOf(String database) {
    Selection excludingPeople() {
      return new Selection(
          List.of(),
          List.of(new Selection.Rule("^(?:^" + database + "$)$", Optional.of("^(?:^people$)$"))),
          Optional.empty());
    }
  }

  private Map<String, JsonNode> transformed(WorkflowBuilder workflow, String run) throws Exception {
    Map<String, JsonNode> published = new TreeMap<>();
    for (PublishedRuns.Line line : runs().lines("local", PublishedRuns.folder(workflow, run))) {
      if (line.file().kind() == Manifest.Kind.TRANSFORMED) {
        JsonNode asset = JSON.readTree(line.text());
        published.put(
            asset.path("typeName").asText() + " " + asset.at("/attributes/qualifiedName").asText(),
            asset);
      }
    }
    return published;
  }

  @Test
  void the_transformed_lines_are_the_assets_in_the_form_of_the_sdks() throws Exception {
    String database = PublishedRuns.database("assets");
    WorkflowBuilder workflow = aWorkflow().of(database).with("publish", "true");
    String run = workflow.start();
    PublishedRuns.succeeded(run);

    Map<String, JsonNode> published = transformed(workflow, run);
    List<String> catalogue =
        Service.assetsOf(workflow.connection(), "qualifiedName").stream()
            .filter(asset -> !asset.get("typeName").equals("Connection"))
            .map(
                asset ->
                    asset.get("typeName")
                        + " "
                        + ((Map<?, ?>) asset.get("attributes")).get("qualifiedName"))
            .sorted()
            .toList();
    assertThat(published.keySet()).containsExactlyElementsOf(catalogue);

    String path = workflow.connection() + "/" + database;
    JsonNode column = published.get("Column " + path + "/public/one/id");
    assertThat(column.path("status").asText()).isEqualTo("ACTIVE");
    assertThat(column.path("guid").isMissingNode()).isTrue();
    assertThat(column.path("attributes"))
        .isEqualTo(
            JSON.readTree(
                """
                {"name":"id","qualifiedName":"%1$s/public/one/id","connectionQualifiedName":"%2$s",
                 "connectionName":"%3$s","connectorName":"postgres","databaseName":"%4$s",
                 "databaseQualifiedName":"%1$s","schemaName":"public",
                 "schemaQualifiedName":"%1$s/public","tableName":"one",
                 "tableQualifiedName":"%1$s/public/one","lastSyncWorkflowName":"%5$s",
                 "lastSyncRun":"%6$s","lastSyncRunAt":%7$s,"dataType":"integer",
                 "rawDataTypeDefinition":"integer","order":1,"isNullable":true,"isPrimary":false,
                 "isForeign":false,"isIndexed":false,"isPartition":false,"tenantId":"default",
                 "table":{"typeName":"Table",
                   "uniqueAttributes":{"qualifiedName":"%1$s/public/one"}}}\
                """
                    .formatted(
                        path,
                        workflow.connection(),
                        column.at("/attributes/connectionName").asText(),
                        database,
                        workflow.name(),
                        run,
                        column.at("/attributes/lastSyncRunAt"))));
    assertThat(column.at("/customAttributes/type_name").asText()).isEqualTo("int4");
    assertThat(published.get("View " + path + "/public/two").at("/attributes/atlanSchema"))
        .isEqualTo(
            JSON.readTree(
                "{\"typeName\":\"Schema\",\"uniqueAttributes\":{\"qualifiedName\":\"%s/public\"}}"
                    .formatted(path)));
  }

  @Test
  void the_manifest_says_what_was_read_and_what_was_not() throws Exception {
    String read = PublishedRuns.database("told");
    String closed = read + "_closed";
    Postgres.execute("postgres", "CREATE DATABASE " + closed);
    Postgres.execute("postgres", "CREATE ROLE r_" + read + " LOGIN");
    Postgres.execute("postgres", "REVOKE CONNECT ON DATABASE " + closed + " FROM PUBLIC");
    WorkflowBuilder workflow =
        aWorkflow()
            .as("r_" + read, "trusted")
            .including("{\"^%1$s$\":[],\"^%1$s_closed$\":[]}".formatted(read))
            .with("publish", "true")
            .with("publish-store", "s3");
    String run = workflow.start();
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("FAILED");

    Manifest manifest;
    try (ObjectStore open = stores.open("s3")) {
      manifest = ManifestJson.read(open, PublishedRuns.folder(workflow, run));
    }
    assertThat(manifest.databases())
        .extracting(Manifest.Database::name, Manifest.Database::state)
        .containsExactly(
            tuple(read, Manifest.State.COMPLETE), tuple(closed, Manifest.State.FAILED));
    assertThat(manifest.databases().get(1).reasons()).singleElement().asString().contains(closed);
    assertThat(manifest.files()).extracting(Manifest.PublishedFile::database).containsOnly(read);
    assertThat(manifest.connection().qualifiedName()).isEqualTo(workflow.connection());
    assertThat(manifest.workflow()).isEqualTo(workflow.name());
    assertThat(manifest.server().port()).isEqualTo(Postgres.port());
    assertThat(manifest.listing())
        .contains(
            new Manifest.Listed(read, true, false), new Manifest.Listed(closed, false, false));
    assertThat(manifest.filters().include()).containsOnlyKeys("^" + read + "$", "^" + closed + "$");
    assertThat(PublishedRuns.publication(run).getString("publication.state"))
        .isEqualTo("PUBLISHED");
  }
}
