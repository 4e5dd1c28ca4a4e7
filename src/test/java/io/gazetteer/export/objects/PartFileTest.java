package io.gazetteer.export.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
      assertThat(files()).containsExactlyInAnyOrder(foreign, own.path(), ofOther);

      writer.destroyForcibly().waitFor();
      assertThat(ofOther).exists();
      assertThat(PartFile.sweep(folder, ".part-")).isEqualTo(1);
      assertThat(files()).containsExactlyInAnyOrder(foreign, own.path());
    } finally {
      writer.destroyForcibly();
    }
    assertThat(files()).containsExactly(foreign);
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
