package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorsTest {

  @Test
  void further_errors_do_not_repeat_what_is_wrong_with_a_field_or_inside_it() {
    FieldErrors errors = new FieldErrors();
    errors.add("host", "must be text");
    errors.add("extra", "must be an object");
    FieldErrors further = new FieldErrors();
    further.add("host", "must be the name or address of the server");
    further.add("hostaddr", "must be an address");
    further.add("extra.sslmode", "must be text");
    further.add("extra[0]", "must be text");
    further.add("", "must not contain the character NUL");

    errors.addFurther(further);

    assertThat(errors.errors())
        .extracting(FieldError::field)
        .containsExactly("host", "extra", "hostaddr", "");
  }
}
