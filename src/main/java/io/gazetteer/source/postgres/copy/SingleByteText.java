package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.EscapedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;

/** An encoding with one byte for each character, of which the first 128 are those of ASCII. */
final class SingleByteText extends ServerText {

  private static final int HIGH = 0x80;

  /** Names that the server gives to encodings, with those that Java gives them. */
  private static final Map<String, String> CHARSETS =
      Map.ofEntries(
          Map.entry("LATIN1", "ISO-8859-1"),
          Map.entry("LATIN2", "ISO-8859-2"),
          Map.entry("LATIN3", "ISO-8859-3"),
          Map.entry("LATIN4", "ISO-8859-4"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN7", "ISO-8859-13"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("LATIN10", "ISO-8859-16"),
          Map.entry("ISO_8859_5", "ISO-8859-5"),
          Map.entry("ISO_8859_6", "ISO-8859-6"),
          Map.entry("ISO_8859_7", "ISO-8859-7"),
          Map.entry("ISO_8859_8", "ISO-8859-8"),
          Map.entry("WIN866", "IBM866"),
          Map.entry("WIN874", "x-windows-874"),
          Map.entry("WIN1250", "windows-1250"),
          Map.entry("WIN1251", "windows-1251"),
          Map.entry("WIN1252", "windows-1252"),
          Map.entry("WIN1253", "windows-1253"),
          Map.entry("WIN1254", "windows-1254"),
          Map.entry("WIN1255", "windows-1255"),
          Map.entry("WIN1256", "windows-1256"),
          Map.entry("WIN1257", "windows-1257"),
          Map.entry("WIN1258", "windows-1258"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"));

  /** Encodings that Java does not have: the characters from A0 to FF. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "LATIN6",
          "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ",
          "LATIN8",
          "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ");

  /** What stands for a byte that the encoding does not define. */
  private static final char UNDEFINED = EscapedBytes.MARK;

  private final char[] high;

  private SingleByteText(char[] high) {
    this.high = high;
  }

  /** Of an encoding that is not known here every byte beyond ASCII is escaped. */
  static ServerText named(String encoding) {
    char[] high = new char[HIGH];
    String others = OTHERS.get(encoding);
    String charset = CHARSETS.get(encoding);
    for (int i = 0; i < HIGH; i++) {
      if (others != null) {
        int behindControls = i - (HIGH - others.length());
        high[i] = behindControls < 0 ? (char) (HIGH + i) : others.charAt(behindControls);
      } else {
        high[i] =
            charset != null && Charset.isSupported(charset)
                ? character(Charset.forName(charset), (byte) (HIGH + i))
                : UNDEFINED;
      }
    }
    return new SingleByteText(high);
  }

  private static char character(Charset charset, byte b) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(new byte[] {b})).charAt(0);
    } catch (CharacterCodingException undefined) {
      return UNDEFINED;
    }
  }

  @Override
  String text(byte[] line, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      byte b = line[i];
      char c = b >= 0 ? (char) b : high[b + HIGH];
      if (c == UNDEFINED) {
        escape(text, b);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  @Override
  boolean hasBytesForCharacters() {
    return true;
  }

  @Override
  boolean has(int character) {
    for (char c : high) {
      if (c == character && c != UNDEFINED) {
        return true;
      }
    }
    return false;
  }
}
