package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.MemoryStore;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.WrittenRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedRunTest {

  private static final RunFolder FOLDER = new RunFolder("runs/one/");

  @Test
  void files_are_found_by_database_and_entity() {
    String database = Postgres.createDatabase("indexed");
    Postgres.execute(database, "CREATE TABLE public.one (id int)");
    MemoryStore store = new MemoryStore();
    WrittenRun.of(database).write(store, FOLDER.prefix());
    Manifest manifest = ManifestJson.read(store, FOLDER);

    PublishedRun run = new PublishedRun(FOLDER, manifest);

    for (RowEntity entity : RowEntity.values()) {
      List<Manifest.PublishedFile> expected =
          manifest.files().stream()
              .filter(file -> file.kind() == Manifest.Kind.RAW)
              .filter(file -> file.entity().equals(entity.wire()))
              .toList();
      assertThat(run.files(database, entity)).as(entity.wire()).isEqualTo(expected);
      assertThat(run.files("another", entity)).isEmpty();
    }
    assertThat(run.files(database, RowEntity.RELATION)).isNotEmpty();
    assertThat(run.database(database)).contains(manifest.databases().get(0));
    assertThat(run.database("another")).isEmpty();
  }
}
