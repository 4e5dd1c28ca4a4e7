package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final JsonBytes json = new JsonBytes();

  private String text() {
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void every_character_is_written_as_jackson_writes_it() throws JsonProcessingException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("\uffff\ud83d\ude00/");
    json.quoted(all.toString());
    assertThat(text()).isEqualTo(JACKSON.writeValueAsString(all.toString()));
  }

  @Test
  void a_text_of_nothing_but_escapes_finds_room() throws JsonProcessingException {
    String text = "\u0001".repeat(5000);
    json.quoted(text).quoted("").quoted("\"");
    assertThat(text()).isEqualTo(JACKSON.writeValueAsString(text) + "\"\"\"\\\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, -1, -10, 1_000_000, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void numbers_are_written_whole(long number) {
    json.number(number);
    assertThat(text()).isEqualTo(String.valueOf(number));
  }

  @Test
  void values_of_any_depth_are_written_as_jackson_writes_them() throws JsonProcessingException {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a \"name\"", List.of());
    value.put("nothing", null);
    value.put("map", Map.of());
    value.put(
        "list", Arrays.asList("{", null, 1, 2L, new BigInteger("9".repeat(30)), List.of("[")));
    value.put("deep", Map.of("k", List.of(true, Map.of("x", false))));
    json.any(value);
    assertThat(text()).isEqualTo(JACKSON.writeValueAsString(value));
  }

  @Test
  void what_is_taken_out_leaves_what_was_before() throws IOException {
    json.raw('{').name("a").number(1);
    int before = json.length();
    json.name("b").truth(true);
    assertThat(new String(json.taken(before), StandardCharsets.UTF_8)).isEqualTo(",\"b\":true");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.raw('}').writeTo(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(json.clear().length()).isZero();
  }

  @Test
  void more_names_than_are_remembered_are_written_right() {
    json.raw('{');
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      json.name("n" + i % 3000).number(i);
      expected.append(expected.isEmpty() ? "" : ",").append("\"n" + i % 3000 + "\":" + i);
    }
    assertThat(text()).isEqualTo("{" + expected);
  }
}
