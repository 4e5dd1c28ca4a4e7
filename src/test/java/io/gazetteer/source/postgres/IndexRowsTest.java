package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexRowsTest {

  @Test
  void figures_come_in_the_same_order_in_each_virtual_machine() {
    // Map.of, which stood there, has another order in about every second one.
    assertThat(IndexRows.figures(3, 7, 8192))
        .containsExactly(Map.entry("sizeBytes", 24_576L), Map.entry("scanCount", 7L));
  }
}
