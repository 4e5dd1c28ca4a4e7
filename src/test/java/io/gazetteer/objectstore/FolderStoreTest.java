package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {

  @TempDir Path folder;

  @Override
  protected ObjectStore open() {
    return new FolderStore(folder.resolve("made/when/needed"));
  }

  @Override
  protected int unfinished() {
    Path parts = folder.resolve("made/when/needed/.parts");
    if (!Files.isDirectory(parts)) {
      return 0;
    }
    try (Stream<Path> found = Files.list(parts)) {
      return (int) found.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void folders_of_a_configured_store_follow_the_umask_and_those_of_the_local_one_are_closed()
      throws IOException {
    Path byUmask = Files.createDirectory(folder.resolve("by-umask"));
    try (ObjectStore configured = open()) {
      put(configured, "a/one", new byte[1]);
    }
    for (String made : new String[] {"made", "made/when/needed", "made/when/needed/a"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(made)))
          .as(made)
          .isEqualTo(Files.getPosixFilePermissions(byUmask));
    }
    try (ObjectStore local = FolderStore.closed(folder.resolve("local"))) {
      put(local, "a/one", new byte[1]);
    }
    for (String made : new String[] {"local", "local/a"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(made)))
          .as(made)
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void a_full_disk_is_told_as_one_and_leaves_nothing_behind() throws IOException {
    // The kernel's own full device: every write to it fails as on a disk without room.
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    try (ObjectStore small =
        new FolderStore(
            folder,
            file -> {
              Files.createFile(file);
              return FileChannel.open(full, StandardOpenOption.WRITE);
            })) {
      assertThatThrownBy(() -> put(small, "a/one", new byte[100]))
          .satisfies(
              failure -> {
                assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_STORE_FULL);
                assertThat(failure)
                    .hasMessageContaining("is full")
                    .hasMessageNotContaining(folder.toString());
              });
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void a_folder_that_may_not_be_written_is_told_to_who_has_no_service() {
    try (ObjectStore closed =
        new FolderStore(
            folder,
            file -> {
              throw new AccessDeniedException(file.toString());
            })) {
      assertThatThrownBy(() -> put(closed, "a", new byte[1]))
          .satisfies(
              failure ->
                  assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_STORE_DENIED))
          .hasMessage(
              "Writing to the folder %s was denied. Give the user of this program permission to"
                      .formatted(folder.getFileName())
                  + " write there");
    }
  }

  @Test
  void what_the_system_says_is_told_without_its_path() {
    try (ObjectStore broken =
        new FolderStore(
            folder,
            file -> {
              throw new FileSystemException(file.toString(), null, "Read-only file system");
            })) {
      assertThatThrownBy(() -> put(broken, "a", new byte[1]))
          .hasMessage(
              "Writing to the folder %s failed: Read-only file system"
                  .formatted(folder.getFileName()));
    }
  }

  @Test
  void a_folder_that_is_a_file_is_no_store() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ObjectStore wrong = new FolderStore(file)) {
      assertThatThrownBy(() -> put(wrong, "a", new byte[1]))
          .satisfies(
              failure -> {
                assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_STORE_FAILED);
                assertThat(failure)
                    .hasMessageStartingWith("Writing to the folder file failed: ")
                    .hasMessageNotContaining(folder.toString());
              });
    }
  }
}
