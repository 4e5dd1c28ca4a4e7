package io.gazetteer.cli.libpq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the lines of a small file as bytes, so that invalid UTF-8 affects only its own line. */
final class FileLines {

  private FileLines() {}

  static List<byte[]> of(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= all.length; at++) {
      boolean ends = at == all.length ? at > from : all[at] == '\n';
      if (ends) {
        int to = at;
        while (to > from && all[to - 1] == '\r') {
          to--;
        }
        lines.add(Arrays.copyOfRange(all, from, to));
        from = at + 1;
      }
    }
    return lines;
  }
}
