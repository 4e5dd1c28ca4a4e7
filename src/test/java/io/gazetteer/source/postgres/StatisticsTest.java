package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.postgres.fingerprint.StatisticsMarks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void statistics_of_an_index_come_in_the_same_order_in_each_virtual_machine() {
    Statistics statistics =
        new Statistics(null, 8192, new StatisticsMarks.Gathering(StatisticsMarks.NONE));
    // Map.of has another order in about every second one.
    assertThat(statistics.ofIndex(3, 7))
        .containsExactly(Map.entry("sizeBytes", 24_576L), Map.entry("scanCount", 7L));
  }
}
