package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void the_first_of_a_type_is_found_subclasses_included() {
    ConnectException refused = new ConnectException();
    IllegalStateException failure =
        new IllegalStateException(new SQLException("", "08001", refused));

    assertThat(Causes.find(failure, IOException.class)).containsSame(refused);
    assertThat(Causes.find(failure, IllegalStateException.class)).containsSame(failure);
    assertThat(Causes.find(failure, AppException.class)).isEmpty();
    assertThat(Causes.find(null, IOException.class)).isEmpty();
  }

  @Test
  void a_circle_of_causes_ends() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);

    assertThat(Causes.find(one, IOException.class)).isEmpty();
    assertThat(Causes.of(one)).contains(one, other);
  }
}
