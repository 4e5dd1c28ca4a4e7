package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenNamesTest {

  private final SeenNames names = new SeenNames();

  @Test
  void a_name_is_new_once_however_many_come_between() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(names.add("public", "f" + i)).isTrue();
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(names.add("public", "f" + i)).isFalse();
    }
    assertThat(names.add("public", "f100000")).isTrue();
  }

  @Test
  void parts_are_not_run_together() {
    assertThat(names.add("a", "bc")).isTrue();
    assertThat(names.add("ab", "c")).isTrue();
    assertThat(names.add("abc")).isTrue();
    assertThat(names.add("abc", "")).isTrue();
  }
}
