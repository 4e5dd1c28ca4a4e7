package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualifiedNameTest {

  @Test
  void slashes_and_percents_are_escaped_and_all_else_is_kept() {
    assertThat(QualifiedName.child("c/db", "a/b%2F \"😀")).isEqualTo("c/db/a%2Fb%252F \"😀");
  }

  @Test
  void a_name_that_equals_a_marker_cannot_be_taken_for_one() {
    assertThat(QualifiedName.child("c/db/s", "_types_")).isEqualTo("c/db/s/%5Ftypes_");
    assertThat(QualifiedName.child(QualifiedName.child("c/db/s", "_procedures_"), "f()"))
        .isNotEqualTo(QualifiedName.routine("c/db/s", "f", List.of()));
    assertThat(QualifiedName.child("c/db/s", "%5Ftypes_")).isEqualTo("c/db/s/%255Ftypes_");
  }

  @Test
  void each_type_of_ours_has_a_marker_of_its_own() throws IllegalAccessException {
    Set<String> paths = new HashSet<>();
    int types = 0;
    for (Field field : AssetTypes.class.getFields()) {
      String type = (String) field.get(null);
      if (type.startsWith("Postgres")) {
        types++;
        paths.add(QualifiedName.object("c/db", type, "x/y"));
      }
    }
    assertThat(types).isEqualTo(30);
    assertThat(paths).hasSize(types).allMatch(path -> path.matches("c/db/_[a-z_]+_/x%2Fy"));
  }
}
