package io.gazetteer.cli;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command runs with.
 *
 * @param config settings as the service has them
 * @param out takes results
 * @param err takes progress, warnings and errors
 * @param terminal whether {@code err} is a terminal, so that a line can be overwritten
 * @param variables of the environment, by name
 * @param user name of the user at the operating system
 * @param home that user's home folder
 * @param prompt asks a person for a secret with the given text; empty = nobody can be asked
 */
public record CommandEnvironment(
    SmallRyeConfig config,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Map<String, String> variables,
    String user,
    Path home,
    Optional<Function<String, String>> prompt,
    String version,
    Clock clock) {

  /** Returns a variable; empty if it is not set or blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  void print(String line) {
    out.println(plain(line));
    out.flush();
  }

  /** Prints a line of progress, a warning or an error. */
  void report(String line) {
    err.println(plain(line));
    err.flush();
  }

  /** Replaces control characters, because names at a source may contain terminal sequences. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.chars().forEach(one -> plain.append(Character.isISOControl(one) ? '?' : (char) one));
    return plain.toString();
  }
}
