package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskFullTest {

  /** The kernel's own full device: each write to it fails as on a disk without space. */
  private static final Path FULL = Path.of("/dev/full");

  private interface Write {
    void run() throws IOException;
  }

  private static IOException failure(Write write) {
    assumeThat(FULL).exists();
    return catchThrowableOfType(IOException.class, write::run);
  }

  @Test
  void a_full_disk_is_recognised_however_it_is_written_to() {
    Write byChannel =
        () -> {
          try (FileChannel channel = FileChannel.open(FULL, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]));
          }
        };
    Write byStream =
        () -> {
          try (OutputStream out = new FileOutputStream(FULL.toFile())) {
            out.write(1);
          }
        };

    assertThat(DiskFull.isCauseOf(failure(byChannel))).isTrue();
    assertThat(DiskFull.isCauseOf(failure(byStream))).isTrue();
    assertThat(DiskFull.isCauseOf(failure(() -> Files.write(FULL, new byte[1])))).isTrue();
  }

  @Test
  void the_system_is_asked_for_its_words_in_the_language_of_this_process() {
    assumeThat(FULL).exists();

    assertThat(DiskFull.message(FULL)).isPresent();
    assertThat(DiskFull.message(Path.of("/dev/null"))).isEmpty();
    assertThat(DiskFull.message(Path.of("/dev/no-such-device"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "Disk quota exceeded",
        "There is not enough space on the disk"
      })
  void each_systems_english_words_are_recognised(String words) {
    assertThat(DiskFull.isCauseOf(new IOException(words))).isTrue();
    assertThat(DiskFull.isCauseOf(new FileSystemException("/a/file", null, words))).isTrue();
  }

  @Test
  void other_failures_are_not_a_full_disk() {
    assertThat(DiskFull.isCauseOf(new IOException("Input/output error"))).isFalse();
    assertThat(DiskFull.isCauseOf(new IOException())).isFalse();
    assertThat(DiskFull.isCauseOf(new AccessDeniedException("/a/file"))).isFalse();
  }
}
