package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.run.LogLevel;
import io.gazetteer.testing.Commands;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong(1);

  private ProgressLine line(Commands shell, boolean quiet) {
    return new ProgressLine(
        shell.environment(new StringWriter(), err), Stop.listening(), quiet, "objects", nanos::get);
  }

  private void reading(ProgressLine line) {
    line.begins("shop\u001b[2J\n", 1, 2);
    for (int second = 1; second <= 40; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      line.progress(second * 1000L, 80_000);
    }
    line.log(LogLevel.WARN, "something\tis missing");
    line.ends();
  }

  @Test
  void on_a_terminal_one_line_is_drawn_over_with_rate_and_time_left() {
    reading(line(Commands.shell().onTerminal(), false));
    assertThat(err.toString())
        .contains("\rshop?[2J? (1 of 2) [##########..........]  50 % ")
        .contains("1,000/s")
        .doesNotContain("\u001b")
        .endsWith("\rwarning: something?is missing\n");
    assertThat(err.toString().split("[\r\n]")).allMatch(each -> each.length() <= 79);
  }

  @Test
  void elsewhere_plain_lines_come_now_and_then_without_control_characters() {
    reading(line(Commands.shell(), false));
    assertThat(err.toString().lines())
        .containsExactly(
            "shop?[2J? (1 of 2): begins",
            "shop?[2J? (1 of 2): 10,000 of about 80,000 objects, 1,000/s, 1 min 10 s left",
            "shop?[2J? (1 of 2): 20,000 of about 80,000 objects, 1,000/s, 1 min 0 s left",
            "shop?[2J? (1 of 2): 30,000 of about 80,000 objects, 1,000/s, 50 s left",
            "shop?[2J? (1 of 2): 40,000 of about 80,000 objects, 1,000/s, 40 s left",
            "warning: something?is missing");
    assertThat(err.toString().replace("\n", "").chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void quietly_warnings_alone_are_told() {
    reading(line(Commands.shell().onTerminal(), true));
    assertThat(err.toString()).isEqualTo("warning: something?is missing\n");
  }
}
