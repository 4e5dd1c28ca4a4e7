package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.crawl.lines.RowFormatException;
import io.gazetteer.crawl.lines.RowJson;
import io.gazetteer.publish.Manifest.PublishedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a file that a manifest names, and verifies at its end that it is that file.
 *
 * @param key key of the file in its store, also for messages
 */
record RowFile(StoreReads reads, String key, PublishedFile file, RowEntity entity) {

  private static final byte[] ZERO_ESCAPE = {'u', '0', '0', '0', '0'};

  /**
   * Checks each row and passes it on. Whether the file is complete is known only when this returns.
   *
   * @throws AppException OFFLINE_FILE_MISSING, OFFLINE_FILE_DAMAGED, an error of the store, or what
   *     the taker throws
   */
  void forEach(RowChecks checks, Consumer<Record> taker) {
    InputStream found =
        reads
            .find(key)
            .orElseThrow(
                () ->
                    new AppException(
                        OfflineError.OFFLINE_FILE_MISSING,
                        "%s is missing, which the manifest names".formatted(key)));
    try (CountedBytes bytes = new CountedBytes(found)) {
      long line = 0;
      try {
        Lines lines = new Lines(plain(bytes));
        byte[] text = lines.read();
        while (text != null) {
          line = lines.number();
          Record row = row(text, line);
          checks.check(row);
          taker.accept(row);
          text = lines.read();
        }
        line = lines.number() - 1;
        bytes.drain(file.bytes());
      } catch (Lines.LongLineException fault) {
        throw damaged("line %d is longer than any line of such a file".formatted(line + 1), fault);
      } catch (RowFormatException | IOException fault) {
        // If the file is not the one that was written, that explains its content.
        bytes.drain(file.bytes());
        checkBytes(bytes);
        // Without the parser's message, which may quote data of the source.
        throw damaged(words(fault, line), null);
      }
      checkBytes(bytes);
      if (line != file.rows()) {
        throw damaged(
            "it has %d rows, and the manifest says %d".formatted(line, file.rows()), null);
      }
    } catch (IOException fault) {
      throw damaged("its bytes cannot be read", fault);
    }
  }

  private InputStream plain(CountedBytes bytes) throws IOException {
    return key.endsWith(".gz") ? new WholeGzip(bytes, file.bytes()) : bytes;
  }

  private Record row(byte[] text, long line) throws RowFormatException {
    // Once per file is enough to detect the file of another database.
    if (line == 1 && !RowJson.database(text).equals(file.database())) {
      throw damaged("line 1 is not of database " + file.database(), null);
    }
    if (line > file.rows()) {
      throw damaged("it has more rows than the %d of the manifest".formatted(file.rows()), null);
    }
    if (holdsNul(text)) {
      throw damaged("line %d contains the character with code 0".formatted(line), null);
    }
    return RowJson.read(entity, text);
  }

  /** Whether a text in the line has a character that no name of a server has. */
  private static boolean holdsNul(byte[] text) {
    boolean escaped = false;
    for (int i = 0; i < text.length; i++) {
      boolean escapes = !escaped && text[i] == '\\';
      if (escaped && isZeroEscape(text, i)) {
        return true;
      }
      escaped = escapes;
    }
    return false;
  }

  private static boolean isZeroEscape(byte[] text, int at) {
    int end = at + ZERO_ESCAPE.length;
    return end <= text.length && Arrays.equals(text, at, end, ZERO_ESCAPE, 0, ZERO_ESCAPE.length);
  }

  private static String words(Exception fault, long line) {
    if (fault instanceof RowFormatException) {
      return "line %d %s".formatted(line, fault.getMessage());
    }
    if (fault instanceof WholeGzip.BombException) {
      return "after line %d it decompresses to far more than such files do".formatted(line);
    }
    if (fault instanceof WholeGzip.TrailingBytesException) {
      return "bytes follow the end of the compressed data, after line %d".formatted(line);
    }
    return fault instanceof Lines.UnendedLineException
        ? "line %d has no end".formatted(line + 1)
        : "after line %d its bytes cannot be decompressed".formatted(line);
  }

  private void checkBytes(CountedBytes bytes) {
    if (bytes.bytes() < file.bytes()) {
      throw damaged(
          "it is truncated: it has %d bytes, and the manifest says %d"
              .formatted(bytes.bytes(), file.bytes()),
          null);
    }
    if (bytes.bytes() > file.bytes()) {
      throw damaged("it has more than the %d bytes of the manifest".formatted(file.bytes()), null);
    }
    if (!bytes.sha256().equals(file.sha256())) {
      throw damaged("its SHA-256 differs from the manifest", null);
    }
  }

  private AppException damaged(String why, Exception cause) {
    return new AppException(
        OfflineError.OFFLINE_FILE_DAMAGED,
        "%s cannot be used: %s. Nothing of the database was stored. Extract it again"
            .formatted(key, why),
        cause);
  }
}
