package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

  @TempDir Path folder;

  private static PartFile create(Path folder) throws IOException {
    return PartFile.create(
        folder,
        ".part-",
        file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  @Test
  void what_a_killed_process_left_is_swept_and_what_a_live_one_writes_is_kept() throws Exception {
    Path foreign = Files.createFile(folder.resolve("file-of-a-client"));
    Path alike = Files.createFile(folder.resolve(".part-2-of-a-film"));
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (PartFile own = create(folder);
        BufferedReader words =
            new BufferedReader(
                new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      Path ofOther = Path.of(words.readLine());
      assertThat(PartFile.sweep(folder, ".part-")).isZero();
      assertThat(files()).containsExactlyInAnyOrder(foreign, alike, own.path(), ofOther);

      writer.destroyForcibly().waitFor();
      assertThat(ofOther).exists();
      assertThat(PartFile.sweep(folder, ".part-")).isEqualTo(1);
      assertThat(files()).containsExactlyInAnyOrder(foreign, alike, own.path());
    } finally {
      writer.destroyForcibly();
    }
    assertThat(files()).containsExactlyInAnyOrder(foreign, alike);
  }

  @Test
  void without_locks_files_are_written_and_only_old_ones_are_swept() throws Exception {
    PartFile.Locker none =
        channel -> {
          throw new IOException("No locks available");
        };
    try (PartFile part =
        PartFile.create(
            folder,
            ".part-",
            file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            none)) {
      assertThat(part.channel().write(ByteBuffer.wrap(new byte[3]))).isEqualTo(3);
      Path fresh = Files.createFile(folder.resolve(".part-" + UUID.randomUUID()));
      Path old = Files.createFile(folder.resolve(".part-" + UUID.randomUUID()));
      Files.setLastModifiedTime(
          old, FileTime.from(Instant.now().minus(Duration.ofDays(2)).minusSeconds(60)));

      assertThat(PartFile.sweep(folder, ".part-", none)).isEqualTo(1);
      assertThat(files()).containsExactlyInAnyOrder(part.path(), fresh);
    }
  }

  /** Another process that writes a file until it is killed. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      try (PartFile part = create(Path.of(arguments[0]))) {
        System.out.println(part.path());
        while (System.in.read() >= 0) {
          part.channel().force(false);
        }
      }
    }
  }
}
