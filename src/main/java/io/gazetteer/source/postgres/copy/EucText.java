package io.gazetteer.source.postgres.copy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An encoding of the EUC family: ASCII, and characters of two to four bytes that all have their
 * highest bit set. Converts as PostgreSQL does, which differs from Java in a few characters.
 */
final class EucText extends ServerText {

  private static final int SINGLE_SHIFT_2 = 0x8e;
  private static final int SINGLE_SHIFT_3 = 0x8f;
  private static final int FIRST = 0xa1;
  private static final int LAST = 0xfe;
  private static final int FIRST_PLANE = 0x8ea1;
  private static final int FIRST_VENDOR_ROW = 0xf9;

  /** Those of JIS X 0213 that have characters. */
  private static final Set<Integer> SECOND_PLANE_ROWS =
      Stream.concat(
              Stream.of(1, 3, 4, 5, 8, 12, 13, 14, 15), IntStream.rangeClosed(78, 94).boxed())
          .collect(Collectors.toUnmodifiableSet());

  private static final String UNDEFINED = "";

  /** Where PostgreSQL converts to another character than Java or to none, by the bytes. */
  private static final Map<String, Map<Integer, String>> DIFFERENCES =
      Map.of(
          "EUC_JP",
          Map.of(
              0xa1bd, "―", 0xa1c1, "～", 0xa1c2, "∥", 0xa1dd, "－", 0xa1f1, "￠", 0xa1f2, "￡", 0xa2cc,
              "￢", 0x8fa2b7, UNDEFINED, 0x8fa2c3, "￤"),
          "EUC_JIS_2004",
          Map.of(0xa1b1, "‾", 0xa1ef, "¥"),
          "EUC_TW",
          Map.of(0xa7a8, UNDEFINED, 0xa7af, UNDEFINED, 0xa7b4, UNDEFINED));

  private static final Map<String, String> CHARSETS =
      Map.of(
          "EUC_JP", "x-eucJP-Open",
          "EUC_CN", "GB2312",
          "EUC_KR", "EUC-KR",
          "EUC_TW", "x-EUC-TW",
          "EUC_JIS_2004", "x-SJIS_0213");

  private final String encoding;
  private final Charset charset;
  private final Map<Integer, String> differences;
  private final Set<String> replaced = new HashSet<>();
  private final Map<Integer, String> known = new ConcurrentHashMap<>();

  private EucText(String encoding, Charset charset) {
    this.encoding = encoding;
    this.charset = charset;
    this.differences = DIFFERENCES.getOrDefault(encoding, Map.of());
    for (int bytes : differences.keySet()) {
      byte[] character =
          bytes > 0xffff
              ? new byte[] {(byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes}
              : new byte[] {(byte) (bytes >> 8), (byte) bytes};
      replaced.add(String.valueOf(converted(character)));
    }
    replaced.removeAll(new HashSet<>(differences.values()));
  }

  /** One of the five encodings; where this Java lacks it every byte beyond ASCII is escaped. */
  static ServerText named(String encoding) {
    String charset = CHARSETS.get(encoding);
    return Charset.isSupported(charset)
        ? new EucText(encoding, Charset.forName(charset))
        : SingleByteText.named(encoding);
  }

  @Override
  String text(byte[] line, int from, int to) {
    int ascii = from;
    while (ascii < to && line[ascii] >= 0) {
      ascii++;
    }
    if (ascii == to) {
      return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int length = length(line, at, to);
      String character = length == 0 ? null : character(line, at, length);
      if (character == null) {
        escape(text, line[at]);
        at++;
      } else {
        text.append(character);
        at += length;
      }
    }
    return text.toString();
  }

  /** Bytes of the character that begins there; 0 where none does. */
  private int length(byte[] line, int at, int to) {
    int lead = line[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length;
    if (lead == SINGLE_SHIFT_2) {
      length = encoding.equals("EUC_TW") ? 4 : 2;
    } else if (lead == SINGLE_SHIFT_3) {
      length = 3;
    } else {
      length = lead >= FIRST && lead <= LAST ? 2 : 0;
    }
    if (at + length > to) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      int trail = line[at + i] & 0xff;
      if (trail < FIRST || trail > LAST) {
        return 0;
      }
    }
    return length;
  }

  /** Null where the bytes stand for no character. */
  private String character(byte[] line, int at, int length) {
    if (length == 1) {
      return String.valueOf((char) line[at]);
    }
    int key = 0;
    for (int i = 0; i < length; i++) {
      key = key << 8 | line[at + i] & 0xff;
    }
    String found =
        known.computeIfAbsent(
            encoding.equals("EUC_TW") && length == 4 && key >>> 16 == FIRST_PLANE
                ? key & 0xffff
                : key,
            bytes -> {
              String different = differences.get(bytes);
              String text =
                  different == null ? converted(Arrays.copyOfRange(line, at, at + length)) : different;
              return text == null ? UNDEFINED : text;
            });
    return found.equals(UNDEFINED) ? null : found;
  }

  private String converted(byte[] character) {
    if (!isInRange(character)) {
      return null;
    }
    byte[] java =
        switch (encoding) {
          case "EUC_JIS_2004" -> shiftJis2004(character);
          case "EUC_TW" -> withoutFirstPlane(character);
          default -> character;
        };
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(java)).toString();
    } catch (CharacterCodingException undefined) {
      return null;
    }
  }

  /** Whether the character is in a part of the encoding that PostgreSQL knows. */
  private boolean isInRange(byte[] character) {
    int lead = character[0] & 0xff;
    return switch (encoding) {
      case "EUC_JP" -> lead < FIRST_VENDOR_ROW;
      case "EUC_TW" -> character.length < 4 || (character[1] & 0xff) <= FIRST + 1;
      case "EUC_JIS_2004" ->
          lead != SINGLE_SHIFT_3 || SECOND_PLANE_ROWS.contains((character[1] & 0xff) - 0xa0);
      default -> true;
    };
  }

  /** The first plane can be written with its number and without, of which Java knows the latter. */
  private static byte[] withoutFirstPlane(byte[] character) {
    return character.length == 4 && (character[1] & 0xff) == FIRST
        ? new byte[] {character[2], character[3]}
        : character;
  }

  /** The same character in Shift_JIS-2004, which Java has (JIS X 0213, appendix 1). */
  private static byte[] shiftJis2004(byte[] euc) {
    int lead = euc[0] & 0xff;
    if (lead == SINGLE_SHIFT_2) {
      return new byte[] {euc[1]};
    }
    boolean second = lead == SINGLE_SHIFT_3;
    int row = (euc[second ? 1 : 0] & 0xff) - 0xa0;
    int cell = (euc[second ? 2 : 1] & 0xff) - 0xa0;
    int one;
    if (!second) {
      one = (row + (row <= 62 ? 0x101 : 0x181)) / 2;
    } else if (row <= 15) {
      one = (row + 0x1df) / 2 - row / 8 * 3;
    } else {
      one = (row + 0x19b) / 2;
    }
    int two = row % 2 == 1 ? cell + (cell <= 63 ? 0x3f : 0x40) : cell + 0x9e;
    return new byte[] {(byte) one, (byte) two};
  }

  @Override
  boolean hasBytesForCharacters() {
    return false;
  }

  @Override
  boolean has(int character) {
    String text = Character.toString(character);
    return differences.containsValue(text)
        || !replaced.contains(text) && charset.newEncoder().canEncode(text);
  }
}
