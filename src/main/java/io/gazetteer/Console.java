package io.gazetteer;

import java.io.PrintStream;

/** Words for the person who started the program; the log is a different matter. */
final class Console {

  private Console() {}

  /** One line, as it is. */
  static void say(String line) {
    PrintStream out = System.out;
    out.println(line);
    out.flush();
  }

  /** A name and its value, aligned with the other values. */
  static void say(String name, Object value) {
    say(String.format("  %-12s %s", name, value));
  }

  /** What went wrong and what helps, on the error stream. */
  static void problem(String line) {
    System.err.println("gazetteer: " + line);
  }
}
