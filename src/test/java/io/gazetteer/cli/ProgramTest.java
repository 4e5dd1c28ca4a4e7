package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Words, help and codes of commands that get no further than being read. */
class ProgramTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "extract",
        "crawl",
        "check",
        "import",
        "export",
        "search",
        "keys",
        "keys rotate",
        "completion"
      })
  void every_command_tells_how_it_is_used(String command) {
    List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));
    Ended help = Commands.shell().run(with(words, "--help"));
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: gazetteer").contains("--help");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(help.out())
        .as("addresses and settings in one piece")
        .doesNotContainPattern("(localhost|s3|gazetteer)[:.]\\R");
    Ended version = Commands.shell().run(with(words, "--version"));
    assertThat(version.out()).isEqualToIgnoringNewLines("gazetteer 1.2.3");
  }

  private static String[] with(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "extract --nonsense",
        "extract",
        "extract --to s3://b/../x",
        "extract --to out --part-size 0",
        "extract --to out --part-size many",
        "extract --to out --include {",
        "extract --to out --include ***=x",
        "extract --to out --exclude-tables (?n)x",
        "extract --to out --workflow No",
        "extract --to out --connection shop",
        "extract --to s3://b/x --s3-kms-key-id k",
        "export --to out",
        "export run --workflow w --to out",
        "export run",
        "search --limit 0",
        "search a b",
        "import",
        "import somewhere",
        "import somewhere --service nowhere",
        "keys",
        "keys rotate"
      })
  void what_cannot_be_ends_with_2_and_does_nothing(String command) {
    Ended ended = Commands.shell().run(command.split(" "));
    assertThat(ended.code()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).startsWith("gazetteer: ");
    assertThat(ended.out()).isEmpty();
    assertThat(Path.of("out")).doesNotExist();
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThat(
            Commands.shell()
                .run("extract", "--port", "x", "--workflow", "No", "--sslmode", "y")
                .err())
        .contains("port: ")
        .contains("--workflow: ")
        .contains("sslmode: ")
        .contains("--to: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extract postgresql://u:hush@h/d --to x",
        "extract a postgresql://u:hush@h/d",
        "extract --password=hush",
        "extract --pasword=hush",
        "check postgresql://u:hush@h/d"
      })
  void a_password_that_was_typed_is_not_repeated(String command) {
    Ended ended = Commands.shell().run(command.split(" "));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.all()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract --password=x", "check --password=x"})
  void a_password_with_a_value_is_answered_with_how_to_give_it(String command) {
    assertThat(Commands.shell().run(command.split(" ")).err())
        .contains("gazetteer: --password takes no value");
  }

  @Test
  void the_completion_knows_commands_and_options_and_bash_can_read_it() throws Exception {
    Ended script = Commands.shell().run("completion");
    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("extract", "--dry-run", "rotate", "complete -F");
    Path file = Files.writeString(Files.createTempFile("completion", ".sh"), script.out());
    assertThat(completed(file, "gazetteer", "ex")).isEqualTo("extract export");
    assertThat(completed(file, "./gazetteer", "keys", "")).isEqualTo("rotate");
    assertThat(completed(file, "gazetteer", "extract", "--dr")).isEqualTo("--dry-run");
    assertThat(completed(file, "gazetteer", "extract", "--sslmode", ""))
        .isEqualTo("disable allow prefer require verify-ca verify-full");
    assertThat(completed(file, "gazetteer", "export", "--s3-encryption", "")).isEqualTo("s3 kms");
    Files.delete(file);
  }

  /** What a bash that has read the script offers for the last of some words. */
  private static String completed(Path script, String... words) throws Exception {
    String list = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                // Needs a line that somebody is typing.
                "compopt() { :; }; . "
                    + script
                    + "; COMP_WORDS=("
                    + list
                    + ")\n"
                    + "COMP_CWORD="
                    + (words.length - 1)
                    + "; COMPREPLY=()\n"
                    + "_complete_gazetteer || true; echo \"${COMPREPLY[*]}\"")
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.strip();
  }

  @Test
  void results_that_nobody_takes_end_with_6() throws Exception {
    File full = new File("/dev/full");
    assumeThat(full).exists();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.gazetteer.boot.Gazetteer",
                "completion")
            .redirectOutput(full)
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(CommandError.OUTPUT_CLOSED.exitCode());
    assertThat(said).contains("gazetteer: What takes the results takes no more");
  }

  @Test
  void the_exit_codes_are_those_of_the_documentation() throws Exception {
    String documented = Files.readString(Path.of("docs/command-line.md"));
    for (var code : ExitCode.class.getDeclaredFields()) {
      if (code.getType() == int.class) {
        assertThat(documented).contains("| `%d` |".formatted(code.getInt(null)));
      }
    }
  }

  @Test
  void every_option_is_documented() throws Exception {
    String documented = Files.readString(Path.of("docs/command-line.md"));
    var line =
        Program.commandLine(Commands.shell().environment(new StringWriter(), new StringWriter()));
    assertDocumented(line, documented);
  }

  private static void assertDocumented(CommandLine line, String documented) {
    for (var option : line.getCommandSpec().options()) {
      if (!option.hidden()) {
        assertThat(documented).contains("`" + option.longestName());
      }
    }
    line.getSubcommands().values().forEach(sub -> assertDocumented(sub, documented));
  }
}
