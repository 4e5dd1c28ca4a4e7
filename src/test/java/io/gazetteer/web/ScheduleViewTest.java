package io.gazetteer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleViewTest {

  @ParameterizedTest
  @CsvSource({
    "5 4 * * *,    Every day at 04:05.",
    "0 3 * * 1,    Every Monday at 03:00.",
    "0 3 * * 0,    Every Sunday at 03:00.",
    "30 18 * * 1-5, Monday to Friday at 18:30.",
    "0 0 15 * *,   On day 15 of every month at 00:00.",
    "*/10 * * * *, Every 10 minutes.",
    "7 * * * *,    'Every hour, at minute 7.'",
    "0 0 13 * 5,   By the cron expression 0 0 13 * 5.",
  })
  void schedules_are_told_in_words(String cron, String words) {
    assertThat(ScheduleView.words(cron)).isEqualTo(words);
  }
}
