package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.PublishStores;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.SmallDisk;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Runs that publish onto a disk that is really full. */
@ServiceTest
@QuarkusTestResource(PublishStores.class)
class FullDiskResourceTest {

  private static final int SOME_FILES = 12;
  private static final int ROOM = 2_000;

  @Inject ObjectStores stores;
  @Inject Jdbi jdbi;

  @ConfigProperty(name = "gazetteer.publish.spool-folder")
  Path spools;

  private List<String> assets(WorkflowBuilder workflow) {
    return RecrawlScenario.assets(jdbi, workflow.connection());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static JsonPath failed(String run) {
    JsonPath ended = Service.awaitEnd(run);
    assertThat(ended.getString("run.state")).as(ended.prettify()).isEqualTo("FAILED");
    assertThat(ended.getString("scopes[0].state")).isEqualTo("COMPLETE");
    assertThat(PublishedRuns.publication(run).getString("publication.state")).isEqualTo("FAILED");
    return ended;
  }

  @Test
  void a_store_whose_disk_is_full_fails_the_publication_alone_and_takes_it_when_there_is_room()
      throws Exception {
    String database = PublishedRuns.database("full_disk");
    WorkflowBuilder plain = aWorkflow().of(database);
    PublishedRuns.succeeded(plain.start());
    WorkflowBuilder workflow =
        aWorkflow().of(database).with("publish", "true").with("publish-store", "small");
    try (SmallDisk disk = SmallDisk.at(PublishStores.SMALL, SOME_FILES)) {
      String run = workflow.start();
      assertThat(failed(run).getString("run.message"))
          .contains("Publishing to the object store small failed; the catalogue has what was")
          .contains("The disk of the folder small-disk is full. Free disk space")
          .doesNotContain(PublishStores.SMALL.toString());
      assertThat(PublishedRuns.publication(run).getString("publication.errorCode"))
          .isEqualTo("OBJECT_STORE_FULL");
      assertThat(PublishedRuns.publication(run).getBoolean("publication.repeatable")).isTrue();
      assertThat(files(PublishStores.SMALL))
          .as("files that were whole, no part of one, and no manifest")
          .isNotEmpty()
          .noneMatch(file -> file.startsWith(".") || file.endsWith("manifest.json"));
      assertThat(assets(workflow)).isEqualTo(assets(plain)).isNotEmpty();

      disk.grow(ROOM);
      // Nothing is read again.
      Postgres.execute("postgres", "DROP DATABASE " + database);
      PublishedRuns.succeeded(PublishedRuns.publishAgain(run));
      assertThat(PublishedRuns.publication(run).getString("publication.state"))
          .isEqualTo("PUBLISHED");
      assertThat(new PublishedRuns(stores).lines("small", PublishedRuns.folder(workflow, run)))
          .hasSizeGreaterThan(10);
    }
  }

  @Test
  void a_spool_whose_disk_is_full_ends_the_keeping_and_not_the_crawl() {
    String database = PublishedRuns.database("full_spool");
    WorkflowBuilder plain = aWorkflow().of(database);
    PublishedRuns.succeeded(plain.start());
    WorkflowBuilder workflow = aWorkflow().of(database).with("publish", "true");
    try (SmallDisk disk = SmallDisk.at(spools.toAbsolutePath(), SOME_FILES)) {
      String run = workflow.start();
      assertThat(failed(run).getString("run.message"))
          .contains("This machine no longer has what was read of " + database);
      assertThat(Service.log(run))
          .contains(
              database
                  + " cannot be published: the disk of the spool folder is full or not writable");
      assertThat(PublishedRuns.publication(run).getString("publication.errorCode"))
          .isEqualTo("PUBLICATION_SPOOL_GONE");
      assertThat(assets(workflow)).isEqualTo(assets(plain)).isNotEmpty();

      disk.grow(ROOM);
      PublishedRuns.succeeded(Service.rerun(workflow.name()));
    }
  }
}
