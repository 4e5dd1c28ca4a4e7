package io.gazetteer.web;

import io.quarkus.qute.TemplateExtension;

/** Makes characters visible that names may hold and nobody would see. */
@TemplateExtension
final class VisibleText {

  private static final int EXCERPT = 160;
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7F;

  private VisibleText() {}

  /**
   * The same text with marks in place of line breaks, tabs, control characters, characters without
   * width, changes of direction, and spaces at either end. Escaping for HTML is the template's.
   */
  static String visible(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    int first = text.length() - text.stripLeading().length();
    int last = text.stripTrailing().length();
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      boolean edge = i < first || i >= last;
      append(shown, point, edge);
      i += Character.charCount(point);
    }
    return shown.toString();
  }

  /** The beginning of a long text, on one line. */
  static String excerpt(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= EXCERPT) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
    return line.substring(0, end).strip() + "…";
  }

  private static void append(StringBuilder shown, int point, boolean edge) {
    if (point == '\n') {
      shown.append('↵');
    } else if (point == '\t') {
      shown.append('⇥');
    } else if (point < ' ') {
      shown.appendCodePoint(CONTROL_PICTURES + point);
    } else if (point == ' ' && edge) {
      shown.append('␣');
    } else if (isUnseen(point)) {
      shown.append(String.format("⟨U+%04X⟩", point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean isUnseen(int point) {
    int type = Character.getType(point);
    boolean joinsEmoji = point == 0x200D;
    return point == DELETE
        || type == Character.CONTROL
        || (type == Character.FORMAT && !joinsEmoji)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (type == Character.SPACE_SEPARATOR && point != ' ');
  }
}
