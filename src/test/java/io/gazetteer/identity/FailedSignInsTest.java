package io.gazetteer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {

  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final FailedSignIns signIns = new FailedSignIns(clock, new Limits());

  private static final class Limits implements SignInSettings {

    @Override
    public Duration window() {
      return Duration.ofMinutes(1);
    }

    @Override
    public int wrongPasswords() {
      return 5;
    }

    @Override
    public int wrongPasswordsOfAddress() {
      return 10;
    }

    @Override
    public int wrongPasswordsOfUser() {
      return 20;
    }

    @Override
    public int wrongTokens() {
      return 3;
    }
  }

  private void wrong(int times, String user, String address) {
    for (int i = 0; i < times; i++) {
      signIns.tryPassword(user, address);
    }
  }

  private long wait(String user, String address) {
    return catchThrowableOfType(
            TooManySignInsException.class, () -> signIns.tryPassword(user, address))
        .retryAfterSeconds();
  }

  private void lookedAt(String user, String address) {
    assertThatCode(() -> signIns.tryPassword(user, address)).doesNotThrowAnyException();
  }

  @Test
  void a_user_at_an_address_waits_until_a_minute_after_the_first_wrong_password() {
    wrong(1, "eve", "192.0.2.1");
    clock.advance(Duration.ofMillis(20_500));
    wrong(4, "EVE", "192.0.2.1");

    assertThat(wait("Eve", "192.0.2.1")).isEqualTo(40);
    clock.advance(Duration.ofSeconds(39));
    assertThat(wait("eve", "192.0.2.1")).isEqualTo(1);
    lookedAt("eve", "192.0.2.2");
    clock.advance(Duration.ofSeconds(1));
    lookedAt("eve", "192.0.2.1");
  }

  @Test
  void the_right_password_forgets_the_wrong_ones_of_the_user_there_alone() {
    wrong(4, "eve", "192.0.2.1");
    wrong(4, "adam", "192.0.2.1");
    lookedAt("eve", "192.0.2.1");
    signIns.right("eve", "192.0.2.1");
    wrong(2, "eve", "192.0.2.1");

    assertThat(wait("other", "192.0.2.1")).as("ten of the address").isPositive();
  }

  @Test
  void an_address_that_tries_many_users_waits_whomever_it_tries() {
    for (int i = 0; i < 10; i++) {
      wrong(1, "user" + i, "2001:db8::1");
    }

    assertThat(wait("another", "2001:db8::2")).as("the same network").isEqualTo(60);
    lookedAt("another", "2001:db8:0:1::1");
  }

  @Test
  void guesses_from_everywhere_keep_nobody_out_of_where_they_have_signed_in() {
    lookedAt("eve", "192.0.2.1");
    signIns.right("eve", "192.0.2.1");
    for (int i = 0; i < 20; i++) {
      wrong(1, "eve", "198.51.100." + i);
    }

    assertThat(wait("eve", "203.0.113.1")).isEqualTo(60);
    lookedAt("eve", "192.0.2.1");
    lookedAt("adam", "203.0.113.1");
  }

  @Test
  void what_is_refused_is_not_counted_so_that_waiting_ends() {
    wrong(5, "eve", "192.0.2.1");
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(500));
      wait("eve", "192.0.2.1");
    }
    clock.advance(Duration.ofSeconds(10));

    lookedAt("eve", "192.0.2.1");
  }

  @Test
  void wrong_tokens_of_an_address_wait_and_passwords_there_do_not() {
    for (int i = 0; i < 3; i++) {
      signIns.wrongToken("192.0.2.1");
    }

    assertThat(
            catchThrowableOfType(
                    TooManySignInsException.class, () -> signIns.wrongToken("192.0.2.1"))
                .retryAfterSeconds())
        .isEqualTo(60);
    lookedAt("eve", "192.0.2.1");
    assertThatCode(() -> signIns.wrongToken("192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void of_names_without_end_only_the_latest_are_remembered() {
    wrong(5, "eve", "192.0.2.1");
    for (int i = 0; i < FailedSignIns.MOST_REMEMBERED; i++) {
      wrong(1, "user" + i, "10.0." + i / 250 + "." + i % 250);
    }

    lookedAt("eve", "192.0.2.1");
  }
}
