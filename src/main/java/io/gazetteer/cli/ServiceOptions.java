package io.gazetteer.cli;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the service and the API token. */
final class ServiceOptions {

  private static final String URL = "GAZETTEER_URL";
  private static final String TOKEN = "GAZETTEER_TOKEN";
  private static final String DEFAULT = "http://localhost:8080";

  @Option(
      names = "--service",
      paramLabel = "URL",
      description = {
        "Address of the service.",
        "Default: GAZETTEER_URL, otherwise " + DEFAULT + "."
      })
  private String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the API token; default: the variable GAZETTEER_TOKEN, otherwise the command"
              + " asks for it.")
  private Path tokenFile;

  /** Returns the client, and adds every invalid option to the errors. */
  Optional<ServiceClient> client(CommandEnvironment environment, FieldErrors errors) {
    String address = url == null ? environment.variable(URL).orElse(DEFAULT) : url;
    if (!address.matches("https?://[^\\s/@?#]+(/[^\\s?#]*)?")) {
      errors.add("--service", "must be an address such as https://catalogue.example.com");
    }
    Optional<String> token = token(environment, errors);
    if (token.isEmpty()) {
      errors.add("", "an API token is needed: GAZETTEER_TOKEN or --token-file");
    }
    return errors.isEmpty()
        ? Optional.of(new ServiceClient(URI.create(address.replaceAll("/+$", "")), token.get()))
        : Optional.empty();
  }

  private Optional<String> token(CommandEnvironment environment, FieldErrors errors) {
    if (tokenFile == null) {
      return environment
          .variable(TOKEN)
          .or(() -> environment.prompt().map(prompt -> prompt.apply("API token: ")))
          .map(String::strip)
          .filter(text -> text.matches("[\\x21-\\x7e]+"));
    }
    try {
      Optional<String> fault = OwnFiles.secretFault(tokenFile);
      fault.ifPresent(words -> errors.add("--token-file", tokenFile + " " + words));
      return Optional.of(Files.readString(tokenFile).strip())
          .filter(text -> text.matches("[\\x21-\\x7e]+"));
    } catch (IOException unreadable) {
      errors.add("--token-file", "cannot be read: " + tokenFile);
      return Optional.empty();
    }
  }
}
