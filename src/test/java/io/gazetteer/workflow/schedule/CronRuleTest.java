package io.gazetteer.workflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronRuleTest {

  private static CronRule rule(String cron, String zone) {
    return CronRule.read(cron, "cron", zone, "timezone", new FieldErrors()).orElseThrow();
  }

  private static List<String> next(CronRule rule, String after, int count) {
    List<String> times = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = rule.next(at).orElseThrow();
      times.add(ZonedDateTime.ofInstant(at, rule.zone()).toOffsetDateTime().toString());
    }
    return times;
  }

  private static String fault(String cron, String zone) {
    FieldErrors errors = new FieldErrors();
    Optional<CronRule> read = CronRule.read(cron, "cron", zone, "timezone", errors);
    assertThat(read).isEmpty();
    AppException thrown =
        Assertions.catchThrowableOfType(
            AppException.class, () -> errors.throwIfAny(ScheduleError.SCHEDULE_INVALID));
    return thrown.getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "5 4 * * *,       2026-11-22T04:05+01:00",
    "0 3 * * 1,       2026-11-23T03:00+01:00",
    "*/15 * * * *,    2026-11-21T08:15+01:00",
    "'0 12 * * MON,FRI', 2026-11-23T12:00+01:00",
    "0 0 * * 7,       2026-11-22T00:00+01:00",
    "0 0 29 2 *,      2028-02-29T00:00+01:00",
  })
  void expressions_are_read_as_in_unix(String cron, String expected) {
    assertThat(next(rule(cron, "Europe/Paris"), "2026-11-21T07:00:00Z", 1))
        .containsExactly(expected);
  }

  @Test
  void a_day_of_month_and_a_day_of_week_each_suffice() {
    assertThat(next(rule("0 0 13 * 5", "UTC"), "2026-11-06T12:00:00Z", 3))
        .containsExactly("2026-11-13T00:00Z", "2026-11-20T00:00Z", "2026-11-27T00:00Z");
  }

  @Test
  void where_clocks_go_forward_a_time_that_does_not_exist_is_made_up_for_at_once() {
    assertThat(next(rule("30 2 * * *", "Europe/Paris"), "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void where_clocks_go_forward_a_rule_for_every_hour_gets_no_run_more() {
    assertThat(next(rule("30 * * * *", "Europe/Paris"), "2026-03-29T00:00:00Z", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:30+02:00");
  }

  @Test
  void where_clocks_go_back_a_time_of_day_counts_once() {
    assertThat(next(rule("30 2 * * *", "Europe/Paris"), "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
  }

  @Test
  void where_clocks_go_back_a_rule_for_every_hour_has_an_hour_more() {
    assertThat(next(rule("0 * * * *", "Europe/Paris"), "2026-10-24T23:30:00Z", 3))
        .containsExactly(
            "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "@daily",
        "* * * *",
        "0 0 * * * *",
        "61 * * * *",
        "* 24 * * *",
        "a b c d e",
        "0 0 31 2 *",
        "0 0 ? * *",
        "'; DROP TABLE run; --"
      })
  void what_is_no_expression_is_named(String cron) {
    assertThat(fault(cron, "UTC")).startsWith("cron: \"" + cron + "\"");
  }

  @Test
  void what_is_no_time_zone_is_named_and_none_means_utc() {
    assertThat(fault("0 0 * * *", "Mars/Olympus")).startsWith("timezone: \"Mars/Olympus\"");
    assertThat(rule("0 0 * * *", " ").zone().getId()).isEqualTo("UTC");
  }
}
