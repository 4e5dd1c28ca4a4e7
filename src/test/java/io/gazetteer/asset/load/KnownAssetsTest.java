package io.gazetteer.asset.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownAssetsTest {

  private static final int MANY = 100_000;

  @Test
  void each_of_many_is_known_by_its_hash_with_its_statistics() {
    KnownAssets known = new KnownAssets();
    for (long hash = 1; hash <= MANY; hash++) {
      known.add(hash * hash, hash);
    }
    assertThat(known.size()).isEqualTo(MANY);
    assertThat(known.see(2)).isNegative();
    for (long hash = 1; hash <= MANY; hash++) {
      int place = known.see(hash * hash);
      assertThat(known.hasStatistics(place, hash)).isTrue();
      assertThat(known.hasStatistics(place, hash + 1)).isFalse();
    }
    assertThat(known.unseen()).isZero();
  }

  @Test
  void a_hash_of_several_tells_nothing_also_after_growing() {
    KnownAssets known = new KnownAssets();
    known.add(7, 0);
    known.add(7, 0);
    for (long hash = 100; hash < MANY; hash++) {
      known.add(hash, 0);
    }
    assertThat(known.see(7)).isNegative();
    assertThat(known.unseen()).isEqualTo(MANY - 100 + 1);
  }

  @Test
  void zero_is_never_seen_and_always_missed() {
    KnownAssets known = new KnownAssets();
    known.add(0, 0);
    assertThat(known.see(0)).isNegative();
    assertThat(known.unseen()).isEqualTo(1);
  }
}
