package io.gazetteer.bench;

import io.gazetteer.cli.CommandEnvironment;
import io.gazetteer.cli.Program;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The command {@code extract} into a folder, as a user calls it. */
final class OwnExtract implements Worker.Contender {

  private final String source;
  private final Path lines;
  private final boolean keepLines;

  /**
   * Of a server.
   *
   * @param lines a folder for what is written
   * @param keepLines whether it stays there, uncompressed, instead of being measured and deleted
   */
  OwnExtract(String source, Path lines, boolean keepLines) {
    this.source = source;
    this.lines = lines;
    this.keepLines = keepLines;
  }

  @Override
  public void warmUp() throws IOException {
    extract(Shape.WARM);
    delete(lines);
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    if (keepLines) {
      extract(shape);
      return;
    }
    meter.measure("extract", () -> extract(shape));
    delete(lines);
  }

  private void extract(Shape shape) {
    String uri = source.replace("jdbc:", "") + shape.database();
    List<String> words =
        new ArrayList<>(List.of("extract", uri, "-U", "postgres", "--to", lines.toString()));
    if (keepLines) {
      words.add("--no-gzip");
    }
    PrintWriter nobody =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PrintWriter log = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int code =
        Program.run(
            words,
            new CommandEnvironment(
                new SmallRyeConfigBuilder().build(),
                nobody,
                log,
                false,
                Map.of(),
                "bench",
                Path.of("/nonexistent"),
                Optional.empty(),
                "bench",
                Clock.systemUTC()));
    if (code != 0) {
      throw new IllegalStateException("The extraction ended with " + code);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
