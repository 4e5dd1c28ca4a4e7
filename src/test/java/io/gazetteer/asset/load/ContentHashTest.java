package io.gazetteer.asset.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  private final ContentHash hash = new ContentHash();

  @Test
  void the_same_gives_the_same_and_parts_do_not_run_into_each_other() {
    assertThat(hash.start().add("ab").add("c").end())
        .isEqualTo(new ContentHash().start().add("ab").add("c").end());
    Set<Long> different =
        Set.of(
            hash.start().add("ab").add("c").end(),
            hash.start().add("a").add("bc").end(),
            hash.start().add("ab").add((String) null).end(),
            hash.start().add("ab").add("").end(),
            hash.start().add("ab").add(List.of()).end(),
            hash.start().add("ab").add(List.of("c")).end(),
            hash.start().add("ab").add(1).end(),
            hash.start().add("ab").add((Integer) null).add("c").end());
    assertThat(different).hasSize(8);
  }
}
