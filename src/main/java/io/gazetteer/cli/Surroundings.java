package io.gazetteer.cli;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a command runs.
 *
 * @param config settings as the service has them
 * @param out takes results
 * @param err takes progress, warnings and faults
 * @param terminal whether {@code err} is a terminal, so that a line may be drawn over
 * @param environment variables by name
 * @param user name of the user at the operating system
 * @param home that user's home folder
 * @param prompt asks a person for something secret, given the words to ask with; empty = nobody is
 *     there to be asked
 * @param version of this program
 */
public record Surroundings(
    SmallRyeConfig config,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Map<String, String> environment,
    String user,
    Path home,
    Optional<Function<String, String>> prompt,
    String version,
    Clock clock) {

  /** A variable; empty where it is not set or blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A line of results. */
  void print(String line) {
    out.println(plain(line));
    out.flush();
  }

  /** A line beside the results. */
  void tell(String line) {
    err.println(plain(line));
    err.flush();
  }

  /** Names at a source may hold anything, also what would drive a terminal. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.chars().forEach(one -> plain.append(Character.isISOControl(one) ? '?' : (char) one));
    return plain.toString();
  }
}
