package io.gazetteer.crawl.offline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of the older extractor, an object at a time. */
class ExtractorFileTest {

  private final MemoryStore store = new MemoryStore();
  private final List<String> names = new ArrayList<>();

  private void read(String text) {
    store.objects().put("tables.json", text.getBytes(UTF_8));
    new ExtractorFile(new StoreReads(store), "tables.json")
        .forEach(object -> names.add(object.required("TABLE_NAME")));
  }

  @Test
  void an_object_above_the_limit_is_rejected_with_its_line() {
    String filler = "\"x\":\"" + "y".repeat(1_000_000) + "\",";

    assertThatThrownBy(
            () -> read("{\"TABLE_NAME\":\"a\"}\n{" + filler.repeat(20) + "\"TABLE_NAME\":\"b\"}"))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(OfflineError.OFFLINE_FILE_DAMAGED))
        .hasMessageContaining("tables.json line 2 begins an object of more than 16 MB");
    assertThat(names).containsExactly("a");
  }

  @Test
  void a_file_above_the_limit_is_read_when_its_objects_are_not() {
    String filler = "\"x\":\"" + "y".repeat(5_000_000) + "\",";
    String object = "{" + filler + "\"TABLE_NAME\":\"a\"}\n";

    read(object.repeat(8));

    assertThat(names).hasSize(8);
  }

  @Test
  void lists_and_objects_inside_an_object_are_skipped() {
    read(
        "{\"a\":["
            + "[1],".repeat(1_000_000)
            + "2],\"b\":{\"TABLE_NAME\":\"c\"},\"TABLE_NAME\":\"d\"}");

    assertThat(names).containsExactly("d");
  }

  @Test
  void an_object_with_thousands_of_properties_is_rejected() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 2_000; i++) {
      text.append("\"p").append(i).append("\":1,");
    }

    assertThatThrownBy(() -> read(text + "\"TABLE_NAME\":\"a\"}"))
        .hasMessageContaining("tables.json line 1 has more than 1000 properties");
  }

  @Test
  void an_object_that_is_cut_off_is_rejected() {
    for (String text : List.of("{\"TABLE_NAME\":\"a\"", "{\"TABLE_NAME\"", "[{", "{\"x\":[1,")) {
      assertThatThrownBy(() -> read(text))
          .as(text)
          .hasMessageContaining("tables.json line 1 is not JSON");
    }
  }

  @Test
  void a_name_with_the_character_0_is_rejected() {
    assertThatThrownBy(() -> read("{\"TABLE_NAME\":\"a\\u0000\"}"))
        .hasMessageContaining("tables.json line 1 contains the character with code 0");
  }
}
