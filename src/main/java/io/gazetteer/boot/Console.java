package io.gazetteer.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/** Words for the person who started the program; the log is a different matter. */
final class Console {

  private Console() {}

  static void say(String line) {
    PrintStream out = System.out;
    out.println(line);
    out.flush();
  }

  /** A name and its value, aligned with the other values. */
  static void say(String name, Object value) {
    say(String.format("  %-12s %s", name, value));
  }

  /** Where commands write results; reports errors, which Java's own stream hides. */
  static PrintWriter results() {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset()), false);
  }

  /** Where commands write everything else. */
  static PrintWriter problems() {
    return new PrintWriter(new OutputStreamWriter(System.err, charset()), false);
  }

  /** What the terminal, or else the environment, is set to. */
  private static Charset charset() {
    return Optional.ofNullable(System.getProperty("native.encoding"))
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .orElse(Charset.defaultCharset());
  }

  /** What went wrong and what helps, on the error stream. */
  static void problem(String line) {
    System.err.println("gazetteer: " + line);
  }
}
