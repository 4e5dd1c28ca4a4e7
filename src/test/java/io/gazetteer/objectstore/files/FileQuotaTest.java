package io.gazetteer.objectstore.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
    // Made from configuration: Quarkus takes any other class of the interface for a bean.
    FileSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(FileSettings.class)
            .withDefaultValue("gazetteer.files.folder", folder.toString())
            .withDefaultValue("gazetteer.files.max-bytes", String.valueOf(ROOM))
            .withDefaultValue("gazetteer.files.max-total-bytes", String.valueOf(ROOM))
            .build()
            .getConfigMapping(FileSettings.class);
    return new FileStore(settings, Clock.systemUTC(), () -> Path.of("unused"));
  }

  private void put(FileStore store, String key, int bytes) {
    store.put(
        FileKey.read(key, new FieldErrors()).orElseThrow(),
        new ByteArrayInputStream(new byte[bytes]));
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
  void the_start_changes_nothing_in_a_configured_folder() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "");
    for (Path open : List.of(folder, foreign)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    files.prepare(null);
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(9);
    assertThat(Files.getPosixFilePermissions(foreign)).hasSize(9);

    put(files, "own", 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("own"))))
        .isEqualTo("rw-------");
  }

  @Test
  void files_of_earlier_starts_count_too() {
    put(files, "one", 12_000);
    assertRejected(store(), "two", 12_000);
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  @Test
  void nobody_waits_while_the_folder_is_counted_again() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    FileQuota quota =
        new FileQuota(folder, ROOM, clock(now)) {
          @Override
          long count() throws IOException {
            long sum = super.count();
            if (slow.get()) {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException stop) {
                throw new IOException(stop);
              }
            }
            return sum;
          }
        };
    quota.reserve(folder.resolve("first")).close();
    slow.set(true);
    now.set(now.get().plusSeconds(120));
    CompletableFuture<Void> counter =
        CompletableFuture.runAsync(
            () -> {
              try (FileQuota.Reservation room = quota.reserve(folder.resolve("counter"))) {
                room.grow(1);
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    try {
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            try (FileQuota.Reservation room = quota.reserve(folder.resolve("other"))) {
              room.grow(12_000);
              room.commit();
            }
          });
    } finally {
      goOn.countDown();
    }
    counter.get(30, TimeUnit.SECONDS);
    try (FileQuota.Reservation room = quota.reserve(folder.resolve("third"))) {
      assertThatThrownBy(() -> room.grow(12_000))
          .as("what was added during the count counts")
          .isInstanceOf(AppException.class);
    }
  }
}
