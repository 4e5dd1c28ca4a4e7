package io.gazetteer.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells the person who waits what goes on. */
final class Console {

  private Console() {}

  static void say(String text) {
    LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    System.out.println(now + " " + text);
  }
}
