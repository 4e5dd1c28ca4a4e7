package io.gazetteer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualifiedNamesTest {

  private static final QualifiedNames NAMES = Vocabulary.standard().names();

  @Test
  void slashes_and_percents_are_escaped_and_all_else_is_kept() {
    assertThat(NAMES.child("c/db", "a/b%2F \"😀")).isEqualTo("c/db/a%2Fb%252F \"😀");
  }

  @Test
  void a_name_that_equals_a_marker_cannot_be_taken_for_one() {
    assertThat(NAMES.child("c/db/s", "_types_")).isEqualTo("c/db/s/%5Ftypes_");
    assertThat(NAMES.child(NAMES.child("c/db/s", "_procedures_"), "f()"))
        .isNotEqualTo(NAMES.routine("c/db/s", "f", List.of()));
    assertThat(NAMES.child("c/db/s", "%5Ftypes_")).isEqualTo("c/db/s/%255Ftypes_");
  }

  @Test
  void each_kind_of_ours_has_a_segment_of_its_own() {
    List<AssetKind> kinds = Vocabulary.standard().objectKinds();
    Set<String> paths = new HashSet<>();
    kinds.forEach(kind -> paths.add(NAMES.object("c/db", kind, "x/y")));
    assertThat(paths).hasSize(33).allMatch(path -> path.matches("c/db/_[a-z_]+_/x%2Fy"));
  }

  @Test
  void a_path_too_long_for_an_index_is_cut_and_stays_apart_from_its_likes() {
    List<String> types = Collections.nCopies(60, "\"a_schema/that\".\"a_type_of_some_length_🐘\"");
    String one = NAMES.routine("c/db/s", "f", types);
    List<String> more = new ArrayList<>(types);
    more.set(59, "integer");
    String other = NAMES.routine("c/db/s", "f", more);

    assertThat(one).startsWith("c/db/s/_procedures_/f(").matches(".*~[0-9a-f]{64}");
    assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2_000);
    assertThat(one).doesNotMatch(".*(%|%2|\uFFFD|[\uD800-\uDBFF])~.*");
    assertThat(other).isNotEqualTo(one).startsWith(one.substring(0, 1_500));
    assertThat(NAMES.routine("c/db/s", "f", types)).isEqualTo(one);
    assertThat(NAMES.child(one, "x").getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(2_000);
    assertThat(NAMES.child(one, "x")).isNotEqualTo(NAMES.child(one, "y"));
    String longest = "c/" + "x".repeat(1_998);
    assertThat(QualifiedNames.bounded(longest)).isEqualTo(longest);
  }
}
