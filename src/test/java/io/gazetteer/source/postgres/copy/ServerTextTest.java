package io.gazetteer.source.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gazetteer.source.EscapedBytes;
import io.gazetteer.testing.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTextTest {

  private static String text(String encoding, byte... bytes) {
    return ServerEncodings.of(encoding).text(bytes, 0, bytes.length);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8, 6772c3b6, grö",
    "UTF8, 6772f6df65, gr�F6�DFe",
    "UTF8, efbfbd, �",
    "UTF8, efbfbd4636, �EF�BF�BDF6",
    "UTF8, efbfbdf6, ��F6",
    "UTF8, f09f98, �F0�9F�98",
    "UTF8, eda080, �ED�A0�80",
    "UTF8, c080, �C0�80",
    "SQL_ASCII, ff, �FF",
    "LATIN1, 6772f6df6585, 'größe\u0085'",
    "WIN1252, 8081, €�81",
    "EUC_JP, c6fcc6, 日�C6",
    "EUC_JP, c3ff61, '�C3�FFa'",
    "EUC_JP, 8eff, �8E�FF",
    "MULE_INTERNAL, 6181e9, a�81�E9"
  })
  void bytes_that_mean_nothing_in_the_encoding_are_escaped(
      String encoding, String bytes, String expected) {
    assertThat(text(encoding, hex(bytes))).isEqualTo(expected);
  }

  @Test
  void different_bytes_are_never_the_same_text() {
    Random random = new Random(22);
    byte[][] pieces = {
      {(byte) 0xef, (byte) 0xbf, (byte) 0xbd},
      {'F', '6'},
      {'B', 'D'},
      {(byte) 0xf6},
      {(byte) 0xbf},
      {(byte) 0xc3, (byte) 0xb6},
      {'8'},
      {(byte) 0xef}
    };
    for (String encoding : List.of("UTF8", "WIN1252", "KOI8R")) {
      Set<String> bytes = new HashSet<>();
      Set<String> texts = new HashSet<>();
      for (int i = 0; i < 50_000; i++) {
        StringBuilder made = new StringBuilder();
        for (int j = random.nextInt(6); j >= 0; j--) {
          made.append(HexFormat.of().formatHex(pieces[random.nextInt(pieces.length)]));
        }
        if (bytes.add(made.toString())) {
          assertThat(texts.add(text(encoding, hex(made.toString())))).as("%s", made).isTrue();
        }
      }
    }
  }

  /** Each character of one byte, and each pair and triple of high bytes that may be one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LATIN1",
        "LATIN2",
        "LATIN3",
        "LATIN4",
        "LATIN5",
        "LATIN6",
        "LATIN7",
        "LATIN8",
        "LATIN9",
        "LATIN10",
        "WIN1250",
        "WIN1251",
        "WIN1252",
        "WIN1253",
        "WIN1254",
        "WIN1255",
        "WIN1256",
        "WIN1257",
        "WIN1258",
        "WIN866",
        "WIN874",
        "KOI8R",
        "KOI8U",
        "ISO_8859_5",
        "ISO_8859_6",
        "ISO_8859_7",
        "ISO_8859_8",
        "EUC_JP",
        "EUC_CN",
        "EUC_KR",
        "EUC_TW",
        "EUC_JIS_2004"
      })
  void characters_are_those_that_the_server_converts_to(String encoding) throws SQLException {
    String first = encoding.startsWith("EUC") ? "142" : "128";
    String trail = encoding.startsWith("EUC") ? "generate_series(161, 254)" : "(VALUES (-1))";
    String third = encoding.startsWith("EUC_J") ? "generate_series(161, 254)" : "(VALUES (-1))";
    String make =
        """
        CREATE FUNCTION pg_temp.converted(code bytea) RETURNS bytea LANGUAGE plpgsql AS $$
        BEGIN RETURN convert(code, '%s', 'UTF8'); EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$
        """
            .formatted(encoding);
    String all =
        """
        SELECT code, pg_temp.converted(code)
        FROM generate_series(%s, 254) AS a (one), %s AS b (two), %s AS c (three),
            LATERAL (SELECT decode(lpad(to_hex(one), 2, '0') || CASE WHEN two < 0 THEN '' ELSE to_hex(two) END
                || CASE WHEN one = 143 AND three > 0 THEN to_hex(three) ELSE '' END, 'hex')) AS d (code)
        WHERE one = 143 OR three IN (-1, 161)
        """
            .formatted(first, trail, third);
    int seen = 0;
    List<String> wrong = new ArrayList<>();
    try (Connection connection = Postgres.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(make);
      try (ResultSet rows = statement.executeQuery(all)) {
        while (rows.next()) {
          seen++;
          byte[] code = rows.getBytes(1);
          byte[] converted = rows.getBytes(2);
          String read = text(encoding, code);
          boolean same =
              converted == null
                  ? EscapedBytes.isIn(read)
                  : read.equals(new String(converted, StandardCharsets.UTF_8));
          if (!same) {
            wrong.add(HexFormat.of().formatHex(code) + " " + read);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThanOrEqualTo(127);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8, ^(?:日本)$, ^(?:日本)$",
    "SQL_ASCII, ^(?:sch�F6n)$, ^(?:sch\\u00F6n)$",
    "SQL_ASCII, ^(?:schön�)$, ^(?:schön�)$",
    "LATIN1, ^(?:日本|ö)$, ^(?:\\uFFFF\\uFFFF|ö)$",
    "LATIN1, 😀, \\uFFFF",
    "EUC_JP, 日～〜😀, 日～\\uFFFF\\uFFFF"
  })
  void expressions_hold_only_what_the_server_can_convert(
      String encoding, String regex, String sent) {
    assertThat(ServerEncodings.of(encoding).expression(regex)).isEqualTo(sent);
  }

  @Test
  void marked_parts_are_of_the_other_encoding() {
    ServerText mixed = new MarkedText(ServerEncodings.of("LATIN1"), ServerEncodings.shared());
    byte[] plain = hex("f6" + "0102" + "c3b6" + "0201" + "f6");
    assertThat(mixed.text(plain, 0, plain.length)).isEqualTo("ööö");
    byte[] json =
        "[\"\\u0001\\u0002ö\\u0002\\u0001\", \"\\u0001\"]".getBytes(StandardCharsets.UTF_8);
    assertThat(mixed.text(json, 0, json.length)).isEqualTo("[\"ö\", \"\\u0001\"]");
  }

  @Test
  void marks_that_do_not_end_are_passed_over_in_linear_time() {
    ServerText mixed = new MarkedText(ServerEncodings.of("LATIN1"), ServerEncodings.shared());
    String text = "\u0001\u0002a\\u0001\\u0002b".repeat(300_000);
    byte[] line = (text + "\u0001\u0002ö\u0002\u0001").getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(mixed.text(line, 0, line.length)).isNotEmpty().doesNotEndWith("\u0001"));
    byte[] endless = text.getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(mixed.text(endless, 0, endless.length)).isEqualTo(text));
  }
}
