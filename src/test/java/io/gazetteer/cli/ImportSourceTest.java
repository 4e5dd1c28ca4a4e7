package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders from elsewhere may contain links to anything on this machine. */
class ImportSourceTest {

  private static final RunFolder RUN = new RunFolder("one/");
  private static String database;

  @TempDir Path parent;
  private Path root;
  private Manifest manifest;

  @BeforeAll
  static void makeSource() {
    database = Postgres.createDatabase("linked");
    Postgres.execute(database, "CREATE TABLE public.one (id int)");
  }

  @BeforeEach
  void write() throws IOException {
    root = Files.createDirectory(parent.resolve("export"));
    try (ObjectStore store = StoreOptions.open(new StoreOptions.Place.Folder(root), null)) {
      WrittenRun.of(database).write(store, RUN.prefix());
      manifest = ManifestJson.read(store, RUN);
    }
  }

  private void check() {
    ImportSource.check(manifest, root, RUN);
  }

  private Path first() {
    return root.resolve(RUN.key(manifest.files().get(0).path()));
  }

  private ImportWorkflow.Names names(Path folder) {
    return ImportSource.of(folder.toString(), new StoreOptions(), new FieldErrors())
        .orElseThrow()
        .names(Optional.empty(), Optional.empty(), Optional.empty(), Clock.systemUTC());
  }

  @Test
  void a_file_that_is_a_link_out_of_the_folder_is_rejected() throws IOException {
    Path outside = parent.resolve("outside");
    Files.move(first(), outside);
    Files.createSymbolicLink(first(), outside);

    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(CommandError.FILES_DIFFER))
        .hasMessageContaining(manifest.files().get(0).path())
        .hasMessageContaining("symbolic link that leads out of the folder");
  }

  @Test
  void a_file_in_a_linked_folder_outside_is_rejected() throws IOException {
    Path outside = parent.resolve("outside");
    Files.move(first().getParent(), outside);
    Files.createSymbolicLink(first().getParent(), outside);

    assertThatThrownBy(this::check)
        .hasMessageContaining("symbolic link that leads out of the folder");
  }

  @Test
  void a_manifest_that_is_a_link_out_of_the_folder_is_rejected() throws IOException {
    Path outside = parent.resolve("outside");
    Path inside = root.resolve(RUN.manifest());
    Files.move(inside, outside);
    Files.createSymbolicLink(inside, outside);

    assertThatThrownBy(() -> names(root))
        .hasMessageContaining("one/manifest.json is reached through a symbolic link");
  }

  @Test
  void links_inside_the_folder_and_to_the_folder_are_followed() throws IOException {
    Path inside = root.resolve("moved");
    Files.move(first(), inside);
    Files.createSymbolicLink(first(), inside);
    Path link = Files.createSymbolicLink(parent.resolve("link"), root);

    assertThatCode(this::check).doesNotThrowAnyException();
    assertThatCode(() -> ImportSource.check(manifest, link, RUN)).doesNotThrowAnyException();
    assertThat(names(link).connection()).isNotEmpty();
  }
}
