package io.gazetteer.asset.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuidsTest {

  /** More than the counter holds within a millisecond. */
  private static final int MANY = (1 << 24) + 10;

  @Test
  void guids_rise_lie_in_their_range_and_are_of_version_7() {
    Guids guids = new Guids(Instant.parse("2026-03-29T01:30:00Z"));
    String before = guids.first().toString();
    for (int i = 0; i < MANY; i++) {
      guids.next();
      if (i % 4093 == 0 || i > MANY - 20) {
        UUID guid = new UUID(guids.mostSignificant(), guids.leastSignificant());
        assertThat(guid.version()).isEqualTo(7);
        assertThat(guid.variant()).isEqualTo(2);
        assertThat(guid.toString()).isGreaterThan(before);
        assertThat(guids.last().toString()).isGreaterThanOrEqualTo(guid.toString());
        before = guid.toString();
      }
    }
  }
}
