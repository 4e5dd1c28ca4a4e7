package io.gazetteer.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What tests of publishing share. */
final class PublishedRuns {

  static final String ODD =
      "CREATE SCHEMA \"odd/%.schema\"; CREATE TABLE \"odd/%.schema\".\"say \"\"hi\"\"\n\u00e4\" ("
          + "\"a/b\" int PRIMARY KEY, \"c\\d\" text DEFAULT E'\\n\"'); COMMENT ON TABLE"
          + " \"odd/%.schema\".\"say \"\"hi\"\"\n\u00e4\" IS E'tab\\there';";

  private final ObjectStores stores;

  PublishedRuns(ObjectStores stores) {
    this.stores = stores;
  }

  static String database(String name) {
    String database = Postgres.createDatabase(name);
    Postgres.execute(
        database, ODD + "CREATE TABLE one (id int); CREATE VIEW two AS SELECT id FROM one");
    return database;
  }

  static JsonPath succeeded(String run) {
    JsonPath ended = Service.awaitEnd(run);
    assertThat(ended.getString("run.state")).as(ended.prettify()).isEqualTo("SUCCEEDED");
    return ended;
  }

  static JsonPath publication(String run) {
    return Service.asAdmin()
        .get("/api/v1/runs/{run}/publication", run)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static String publishAgain(String run) {
    return Service.asAdmin()
        .post("/api/v1/runs/{run}/publish", run)
        .then()
        .statusCode(200)
        .extract()
        .path("name");
  }

  static RunFolder folder(WorkflowBuilder workflow, String run) {
    return RunFolder.of("postgres", workflow.name(), run);
  }

  List<String> keys(String store, String prefix) {
    List<String> keys = new ArrayList<>();
    try (ObjectStore open = stores.open(store)) {
      open.list(prefix, object -> keys.add(object.key()));
    }
    return keys;
  }

  /** Every line of a run's files, checked against the manifest. */
  List<Line> lines(String store, RunFolder folder) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (ObjectStore open = stores.open(store)) {
      for (Manifest.PublishedFile file : ManifestJson.read(open, folder).files()) {
        byte[] bytes;
        try (InputStream in = open.read(folder.key(file.path()))) {
          bytes = in.readAllBytes();
        }
        assertThat(bytes).as(file.path()).hasSize((int) file.bytes());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
            .isEqualTo(file.sha256());
        int before = lines.size();
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(bytes)),
                    StandardCharsets.UTF_8))) {
          reader.lines().forEach(text -> lines.add(new Line(file, text)));
        }
        assertThat(lines.size() - before).as(file.path()).isEqualTo((int) file.rows());
      }
    }
    return lines;
  }

  record Line(Manifest.PublishedFile file, String text) {}
}
