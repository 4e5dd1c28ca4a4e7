package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.asset.AttributeValue.Flag;
import io.gazetteer.asset.AttributeValue.Members;
import io.gazetteer.asset.AttributeValue.Text;
import io.gazetteer.asset.AttributeValue.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeValueTest {

  private static AttributeValue read(String json) {
    return AttributeValue.parse("{\"a\":" + json + "}").get("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "\"\"",
        "5",
        "1.50",
        "-12345678901234567890",
        "true",
        "null",
        "[]",
        "[\"x\",1,null]",
        "{\"b\":{\"c\":[true]},\"a\":\"\"}"
      })
  void what_is_stored_is_written_as_it_was_read(String json) {
    assertThat(read(json).json()).isEqualTo(json.equals("1.50") ? "1.5" : json);
  }

  @Test
  void each_json_value_has_a_type_of_its_own() {
    assertThat(read("\"x\"")).isEqualTo(new Text("x"));
    assertThat(read("false")).isEqualTo(new Flag(false));
    assertThat(read("7")).isEqualTo(AttributeValue.of(7));
    assertThat(read("[\"x\"]")).isEqualTo(new Values(List.of(new Text("x"))));
    assertThat(read("{\"m\":true}")).isEqualTo(new Members(Map.of("m", new Flag(true))));
    assertThat(read("null")).isEqualTo(AttributeValue.none());
    assertThat(AttributeValue.parse("{}").get("absent")).isEqualTo(AttributeValue.none());
  }

  @Test
  void a_number_that_is_too_large_is_read_as_text() {
    assertThat(read("1e999")).isEqualTo(new Text("Infinity"));
  }

  @Test
  void nothing_is_no_value_an_empty_list_or_members_of_nothing() {
    assertThat(List.of("null", "[]", "{}", "{\"a\":null,\"b\":{\"c\":[]}}"))
        .allMatch(json -> read(json).isNothing());
    assertThat(List.of("\"\"", "0", "false", "[null]", "{\"a\":\"\"}"))
        .noneMatch(json -> read(json).isNothing());
  }

  @Test
  void numbers_and_truth_values_are_texts_too() {
    assertThat(read("7").text()).isEqualTo("7");
    assertThat(read("true").text()).isEqualTo("true");
    assertThat(read("[7]").text()).isEmpty();
  }
}
