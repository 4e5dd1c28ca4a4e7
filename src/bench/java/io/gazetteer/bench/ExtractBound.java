package io.gazetteer.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The least that an extraction can cost: the reading of the crawl's lower bound, then gzip of the
 * bytes that an extraction wrote, at the level that it uses, to nothing; one after the other.
 */
final class ExtractBound implements Worker.Contender {

  private static final int BUFFER = 64 * 1024;

  private final LowerBound reading;
  private final Path lines;

  ExtractBound(LowerBound reading, Path lines) {
    this.reading = reading;
    this.lines = lines;
  }

  @Override
  public void warmUp() throws Exception {
    reading.warmUp();
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    meter.measure("extract lower read", () -> reading.read(shape.database()));
    meter.measure("extract lower gzip", this::compress);
  }

  private void compress() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(lines)) {
      files = found.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
    for (Path file : files) {
      try (OutputStream out = new Gzip(OutputStream.nullOutputStream())) {
        Files.copy(file, out);
      }
    }
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
