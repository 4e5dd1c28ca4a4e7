package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectKeysTest {

  @Test
  void names_from_outside_become_parts_that_differ_as_they_do() {
    assertThat(ObjectKeys.part("atlan-postgres-1.x_y")).isEqualTo("atlan-postgres-1.x_y");
    assertThat(ObjectKeys.part("..")).isEqualTo("%2E.");
    assertThat(ObjectKeys.part("a/b")).isEqualTo("a%2Fb");
    assertThat(ObjectKeys.part("a%2Fb")).isEqualTo("a%252Fb");
    assertThat(ObjectKeys.part("Ä \n")).isEqualTo("%C3%84%20%0A");
    assertThat(ObjectKeys.isKey("x/" + ObjectKeys.part("../etc") + "/y")).isTrue();
  }
}
