package io.gazetteer.search;

/**
 * Translates a regular expression from Lucene's syntax into PostgreSQL's, for whole values. Each
 * character that is not an ASCII letter or digit is escaped, so that no character of the request
 * becomes an operator by accident.
 */
final class LuceneRegex {

  /** Longer ones are rejected, as Elasticsearch does. */
  private static final int MAX_LENGTH = 1000;

  /** PostgreSQL's largest repetition count. */
  private static final int MAX_COUNT = 255;

  /** How many characters counted repetitions may unfold to; beyond it matching costs seconds. */
  private static final int MAX_SIZE = 5000;

  private static final int MAX_DEPTH = 50;
  private static final String DIGITS = "0-9";
  private static final String LETTERS = "A-Za-z0-9\\u005F";
  private static final String SPACES = "\\u0020\\u0009\\u000A\\u000D";

  private final int[] points;
  private int at;
  private int depth;

  private LuceneRegex(String pattern) {
    this.points = pattern.codePoints().toArray();
  }

  /**
   * The same expression for PostgreSQL's {@code ~}, anchored at both ends.
   *
   * @throws BadValue where it is malformed or uses what cannot be said there
   */
  static String translate(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new BadValue("a regular expression may have " + MAX_LENGTH + " characters at most");
    }
    LuceneRegex regex = new LuceneRegex(pattern);
    String body = pattern.isEmpty() ? "" : regex.union().text();
    if (regex.more()) {
      throw new BadValue("unexpected ')' at position " + regex.at);
    }
    return "^(?:" + body + ")$";
  }

  /** What was translated, and how many characters it stands for when counts are unfolded. */
  private record Piece(String text, long size) {}

  private Piece union() {
    StringBuilder text = new StringBuilder();
    long size = 0;
    do {
      Piece part = sequence();
      text.append(text.isEmpty() ? "" : "|").append(part.text());
      size += part.size();
    } while (take('|'));
    return new Piece(text.toString(), size);
  }

  private Piece sequence() {
    StringBuilder text = new StringBuilder();
    long size = 0;
    while (more() && !peek('|') && !peek(')')) {
      Piece part = repetition();
      text.append(part.text());
      size += part.size();
    }
    if (size == 0) {
      throw new BadValue("nothing stands at position " + at + "; write () for an empty text");
    }
    return new Piece(text.toString(), size);
  }

  private Piece repetition() {
    Piece piece = atom();
    while (more()) {
      if (take('?')) {
        piece = new Piece("(?:" + piece.text() + ")?", piece.size());
      } else if (take('*')) {
        piece = new Piece("(?:" + piece.text() + ")*", piece.size());
      } else if (take('+')) {
        piece = new Piece("(?:" + piece.text() + ")+", piece.size());
      } else if (take('{')) {
        piece = counted(piece);
      } else {
        break;
      }
      if (piece.size() > MAX_SIZE) {
        throw new BadValue("the repetitions of the regular expression are too large");
      }
    }
    return piece;
  }

  private Piece counted(Piece piece) {
    int least = number();
    int most = least;
    String range = "{" + least + "}";
    if (take(',')) {
      boolean open = peek('}');
      most = open ? least : number();
      range = "{" + least + "," + (open ? "" : most) + "}";
    }
    if (!take('}') || most < least) {
      throw new BadValue("malformed repetition before position " + at);
    }
    return new Piece("(?:" + piece.text() + ")" + range, piece.size() * Math.max(1, most));
  }

  private int number() {
    int start = at;
    int value = 0;
    while (more() && points[at] >= '0' && points[at] <= '9' && value <= MAX_COUNT) {
      value = value * 10 + points[at++] - '0';
    }
    if (at == start || value > MAX_COUNT) {
      throw new BadValue("a repetition needs a count from 0 to " + MAX_COUNT);
    }
    return value;
  }

  private Piece atom() {
    int point = points[at++];
    return switch (point) {
      case '.' -> new Piece(".", 1);
      case '(' -> group();
      case '[' -> new Piece(characterClass(), 1);
      case '"' -> quoted();
      case '\\' -> escaped();
      case '@' -> new Piece(".*", 1);
      case '~', '<', '&', '#' ->
          throw new BadValue(
              "the operator "
                  + Character.toString(point)
                  + " is not supported; put a backslash before it to mean the character");
      case '*', '+', '?', '{' ->
          throw new BadValue(
              "nothing to repeat before " + Character.toString(point) + " at position " + (at - 1));
      default -> new Piece(literal(point), 1);
    };
  }

  private Piece group() {
    if (take(')')) {
      return new Piece("(?:)", 1);
    }
    if (++depth > MAX_DEPTH) {
      throw new BadValue("groups are nested more than " + MAX_DEPTH + " deep");
    }
    Piece inner = union();
    depth--;
    if (!take(')')) {
      throw new BadValue("a ')' is missing");
    }
    return new Piece("(?:" + inner.text() + ")", inner.size());
  }

  private Piece quoted() {
    StringBuilder text = new StringBuilder("(?:");
    int start = at;
    while (more() && !peek('"')) {
      text.append(literal(points[at++]));
    }
    if (!take('"')) {
      throw new BadValue("a closing '\"' is missing");
    }
    return new Piece(text.append(")").toString(), Math.max(1, at - start));
  }

  private Piece escaped() {
    int point = next();
    return switch (point) {
      case 'd' -> new Piece("[" + DIGITS + "]", 1);
      case 'D' -> new Piece("[^" + DIGITS + "]", 1);
      case 'w' -> new Piece("[" + LETTERS + "]", 1);
      case 'W' -> new Piece("[^" + LETTERS + "]", 1);
      case 's' -> new Piece("[" + SPACES + "]", 1);
      case 'S' -> new Piece("[^" + SPACES + "]", 1);
      default -> new Piece(literal(point), 1);
    };
  }

  private String characterClass() {
    StringBuilder text = new StringBuilder(take('^') ? "[^" : "[");
    do {
      member(text);
    } while (more() && !peek(']'));
    if (!take(']')) {
      throw new BadValue("a ']' is missing");
    }
    return text.append(']').toString();
  }

  private void member(StringBuilder text) {
    boolean escape = peek('\\');
    int first = memberCharacter();
    if (escape && "dws".indexOf(first) >= 0) {
      text.append(first == 'd' ? DIGITS : first == 'w' ? LETTERS : SPACES);
      return;
    }
    if (escape && "DWS".indexOf(first) >= 0) {
      throw new BadValue("a negated class within brackets is not supported");
    }
    text.append(literal(first));
    if (more() && peek('-') && at + 1 < points.length && points[at + 1] != ']') {
      at++;
      int last = memberCharacter();
      if (last < first) {
        throw new BadValue("a range of characters runs backwards");
      }
      text.append('-').append(literal(last));
    }
  }

  private int memberCharacter() {
    int point = next();
    return point == '\\' ? next() : point;
  }

  private int next() {
    if (!more()) {
      throw new BadValue("the regular expression ends too early");
    }
    return points[at++];
  }

  private static String literal(int point) {
    boolean plain = point < 0x80 && Character.isLetterOrDigit(point);
    if (plain) {
      return Character.toString(point);
    }
    return point > 0xFFFF ? String.format("\\U%08X", point) : String.format("\\u%04X", point);
  }

  private boolean more() {
    return at < points.length;
  }

  private boolean peek(int point) {
    return more() && points[at] == point;
  }

  private boolean take(int point) {
    if (peek(point)) {
      at++;
      return true;
    }
    return false;
  }
}
