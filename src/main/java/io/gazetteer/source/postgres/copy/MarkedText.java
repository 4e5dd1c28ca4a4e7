package io.gazetteer.source.postgres.copy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in which others of another encoding stand, as names of roles do in a definition.
 * Statements put {@code E'\x01\x02'} before such a part and {@code E'\x02\x01'} behind it, and the
 * marks do not stay; they are found in JSON too.
 */
final class MarkedText extends ServerText {

  /** What stands before such a part, and behind it. */
  private static final class Marks {

    final byte[] begin;
    final byte[] end;

    Marks(byte[] begin, byte[] end) {
      this.begin = begin;
      this.end = end;
    }
  }

  private static final List<Marks> MARKS =
      List.of(
          new Marks(new byte[] {1, 2}, new byte[] {2, 1}),
          new Marks(ascii("\\u0001\\u0002"), ascii("\\u0002\\u0001")));

  private final ServerText outside;
  private final ServerText inside;

  MarkedText(ServerText outside, ServerText inside) {
    this.outside = outside;
    this.inside = inside;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  String text(byte[] line, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int written = from;
    int at = from;
    // Marks that end nowhere behind this are not looked for again, or many of them took long.
    List<Marks> possible = new ArrayList<>(MARKS);
    while (at < to) {
      Marks marks = begun(line, at, to, possible);
      int end = marks == null ? -1 : find(line, at + marks.begin.length, to, marks.end);
      if (marks == null) {
        at++;
      } else if (end < 0) {
        possible.remove(marks);
      } else {
        int begin = at + marks.begin.length;
        text.append(outside.text(line, written, at)).append(inside.text(line, begin, end));
        at = end + marks.end.length;
        written = at;
      }
    }
    return text.append(outside.text(line, written, to)).toString();
  }

  private static Marks begun(byte[] line, int at, int to, List<Marks> possible) {
    for (Marks marks : possible) {
      if (isAt(line, at, to, marks.begin)) {
        return marks;
      }
    }
    return null;
  }

  private static int find(byte[] line, int from, int to, byte[] mark) {
    for (int at = from; at < to; at++) {
      if (isAt(line, at, to, mark)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] line, int at, int to, byte[] mark) {
    if (at + mark.length > to) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (line[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  boolean hasBytesForCharacters() {
    return outside.hasBytesForCharacters();
  }

  @Override
  boolean has(int character) {
    return outside.has(character);
  }
}
