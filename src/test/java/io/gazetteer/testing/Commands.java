package io.gazetteer.testing;

import io.gazetteer.cli.CommandEnvironment;
import io.gazetteer.cli.Program;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Commands as somebody types them, in this virtual machine. */
public final class Commands {

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private Path home = Path.of("/nonexistent");
  private boolean terminal;
  private Optional<Function<String, String>> prompt = Optional.empty();

  private Commands() {}

  /** What a command left behind. */
  public record Ended(int code, String out, String err) {

    /** The one line of results. */
    public String line() {
      return out.strip();
    }

    /** Everything that was shown. */
    public String all() {
      return out + err;
    }
  }

  /** A shell with an empty environment and nobody to be asked. */
  public static Commands shell() {
    return new Commands();
  }

  /** With a variable. */
  public Commands with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With a setting by its full name. */
  public Commands set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  public Commands home(Path folder) {
    home = folder;
    return this;
  }

  public Commands onTerminal() {
    terminal = true;
    return this;
  }

  /** With a person who answers every question so. */
  public Commands answering(String answer) {
    prompt = Optional.of(words -> answer);
    return this;
  }

  /** With libpq's variables for the shared {@link Postgres}. */
  public Commands atPostgres() {
    return with("PGHOST", "localhost")
        .with("PGPORT", Integer.toString(Postgres.port()))
        .with("PGUSER", "postgres");
  }

  public CommandEnvironment environment(StringWriter out, StringWriter err) {
    return new CommandEnvironment(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "test", 500))
            .build(),
        new PrintWriter(out),
        new PrintWriter(err),
        terminal,
        Map.copyOf(environment),
        "somebody",
        home,
        prompt,
        "1.2.3",
        Clock.systemUTC());
  }

  /** Does a command. */
  public Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Program.run(List.of(arguments), environment(out, err));
    return new Ended(code, out.toString(), err.toString());
  }
}
