package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.EscapedBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8, and what is most likely to be UTF-8: shared texts, and those of SQL_ASCII databases. */
final class Utf8Text extends ServerText {

  static final ServerText UTF8 = new Utf8Text(false);
  static final ServerText ASCII = new Utf8Text(true);

  private final boolean bytes;

  /**
   * Reads UTF-8.
   *
   * @param bytes whether the server takes each byte for a character, as it does in SQL_ASCII
   */
  Utf8Text(boolean bytes) {
    this.bytes = bytes;
  }

  @Override
  String text(byte[] line, int from, int to) {
    String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    // Rare: Java puts the mark in place of what is not valid, and it may stand there itself.
    return text.indexOf(EscapedBytes.MARK) < 0 ? text : escaped(line, from, to);
  }

  private static String escaped(byte[] line, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(line, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      appendValid(text, out.flip());
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        escape(text, in.get());
      }
      decoder.reset();
    }
  }

  private static void appendValid(StringBuilder text, CharBuffer valid) {
    for (int i = 0; i < valid.length(); i++) {
      if (valid.charAt(i) == EscapedBytes.MARK && EscapedBytes.isAt(valid, i)) {
        for (byte b : String.valueOf(EscapedBytes.MARK).getBytes(StandardCharsets.UTF_8)) {
          escape(text, b);
        }
      } else {
        text.append(valid.charAt(i));
      }
    }
  }

  @Override
  boolean hasBytesForCharacters() {
    return bytes;
  }

  @Override
  boolean has(int character) {
    return true;
  }
}
