package io.gazetteer.export.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQuotaTest {

  private static final int ROOM = 20_000;

  @TempDir Path folder;
  private FileStore files;

  @BeforeEach
  void open() {
    files = store();
  }

  private FileStore store() {
    FileSettings settings =
        new FileSettings() {
          @Override
          public Optional<Path> folder() {
            return Optional.of(folder);
          }

          @Override
          public long maxBytes() {
            return ROOM;
          }

          @Override
          public long maxTotalBytes() {
            return ROOM;
          }
        };
    return new FileStore(settings, Clock.systemUTC(), "unused");
  }

  private void put(FileStore store, String key, int bytes) {
    store.put(
        FileKey.read(key, new Faults()).orElseThrow(), new ByteArrayInputStream(new byte[bytes]));
  }

  private void assertRejected(FileStore store, String key, int bytes) {
    assertThatThrownBy(() -> put(store, key, bytes))
        .isInstanceOfSatisfying(
            AppException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(FileError.FILE_QUOTA_EXCEEDED);
              assertThat(failure.code().status()).isEqualTo(413);
            })
        .hasMessageContaining("gazetteer.files.max-total-bytes");
  }

  @Test
  void what_would_exceed_the_quota_is_rejected_and_leaves_nothing() throws IOException {
    put(files, "a/one", 12_000);
    assertRejected(files, "a/two", 12_000);
    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile)).containsExactly(folder.resolve("a/one"));
    }
    put(files, "a/two", 7_000);
  }

  @Test
  void a_file_that_replaces_another_takes_the_room_of_that_one() {
    put(files, "one", 12_000);
    for (int i = 0; i < 5; i++) {
      put(files, "one", 12_000 + i);
    }
    assertRejected(files, "other", 12_000);
  }

  @Test
  void many_small_files_count_as_what_the_disk_takes_for_them() {
    for (int i = 0; i < 4; i++) {
      put(files, "small-" + i, 1);
    }
    assertRejected(files, "small-4", 1);
  }

  @Test
  void files_of_earlier_starts_count_too() {
    put(files, "one", 12_000);
    assertRejected(store(), "two", 12_000);
  }
}
