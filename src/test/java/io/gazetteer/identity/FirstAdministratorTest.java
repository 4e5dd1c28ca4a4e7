package io.gazetteer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.identity.SignInNotice.GeneratedSecrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {

  @Test
  void a_short_or_gappy_token_refuses_the_start_without_showing_it() {
    assertThatThrownBy(() -> FirstAdministrator.requireUsable("short-secret"))
        .hasMessageContaining("GAZETTEER_ADMIN_TOKEN")
        .hasMessageNotContaining("short-secret");
    assertThatThrownBy(() -> FirstAdministrator.requireUsable("long enough but with gaps"))
        .hasMessageContaining("white space");
    assertThatCode(() -> FirstAdministrator.requireUsable("long-enough-0123"))
        .doesNotThrowAnyException();
  }

  @Test
  void generated_secrets_are_told_but_not_printed_by_accident() {
    GeneratedSecrets made =
        new GeneratedSecrets("admin", Optional.of("pass-1"), Optional.of("token-1"));

    assertThat(made.text()).contains("pass-1", "token-1");
    assertThat(made.toString()).doesNotContain("pass-1", "token-1");
  }

  @Test
  void bearer_is_read_in_any_case_and_nothing_else_is() {
    assertThat(BearerAuthenticationMechanism.token("bEaReR abc ")).contains("abc");
    assertThat(BearerAuthenticationMechanism.token("Basic abc")).isEmpty();
    assertThat(BearerAuthenticationMechanism.token(null)).isEmpty();
  }
}
