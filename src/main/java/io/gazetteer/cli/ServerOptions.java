package io.gazetteer.cli;

import io.gazetteer.cli.libpq.ConnectionUri;
import io.gazetteer.cli.libpq.LibpqParameters;
import io.gazetteer.cli.libpq.ServiceFile;
import io.gazetteer.common.FieldErrors;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Options that name the server and the user, combined with a URI, libpq's service file and its
 * variables.
 */
final class ServerOptions {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URI",
      description =
          "postgresql://[user@][host][:port][/database][?name=value...]. What it omits comes from"
              + " libpq's variables (PGHOST, PGPORT, PGUSER, PGDATABASE, PGSSLMODE, ...) and"
              + " service file. Reads the named database, or all if none is named.")
  private String uri;

  @Option(names = "--host", paramLabel = "HOST", description = "Name or address of the server.")
  private String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port; default: 5432.")
  private String port;

  @Option(
      names = {"-d", "--dbname"},
      paramLabel = "NAME",
      description = "Database to read.")
  private String database;

  @Option(
      names = {"-U", "--username"},
      paramLabel = "USER",
      description = "User to sign in as.")
  private String user;

  @Option(
      names = {"-W", "--password"},
      description = "Ask for the password before connecting.")
  boolean ask;

  @Option(
      names = {"-w", "--no-password"},
      description = "Never ask for a password.")
  boolean neverAsk;

  @Option(
      names = "--allow-password-in-uri",
      description = "Accept a password in the URI, which others on this machine can read.")
  private boolean passwordInUri;

  @Option(
      names = "--sslmode",
      paramLabel = "MODE",
      completionCandidates = SslModes.class,
      description = "disable, allow, prefer, require, verify-ca or verify-full.")
  private String sslMode;

  @Option(
      names = "--sslrootcert",
      paramLabel = "FILE",
      description = "PEM file of the CAs to trust, or the word system for Java's own.")
  private String rootCertificate;

  @Option(names = "--sslcert", paramLabel = "FILE", description = "PEM file of a certificate.")
  private String certificate;

  @Option(names = "--sslkey", paramLabel = "FILE", description = "PEM file of its key.")
  private String key;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description =
          "A further parameter, as in a URI, for example connect_timeout=20 or 'options=-c"
              + " role=reader'.")
  private Map<String, String> further = new LinkedHashMap<>();

  @Option(
      names = "--iam",
      description = "Sign in with an AWS IAM token of this environment's AWS identity.")
  boolean iam;

  @Option(
      names = "--iam-role",
      paramLabel = "ARN",
      description =
          "Assume this role to sign in with IAM; its external id comes from the variable"
              + " GAZETTEER_IAM_EXTERNAL_ID.")
  String iamRole;

  @Option(names = "--aws-profile", paramLabel = "NAME", description = "AWS profile to use.")
  String awsProfile;

  @Option(names = "--aws-region", paramLabel = "REGION", description = "Region of the server.")
  String awsRegion;

  @Option(
      names = "--sts-endpoint",
      paramLabel = "URL",
      description = "STS endpoint for the role; default: the region's own.")
  URI stsEndpoint;

  /** Values for completion; created by picocli. */
  static final class SslModes extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SslModes() {
      super(List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"));
    }
  }

  /**
   * Returns the parameters by libpq's names: options first, then the URI, the service file and
   * variables.
   */
  Map<String, String> parameters(CommandEnvironment environment, FieldErrors errors) {
    Map<String, String> given = uri == null ? new LinkedHashMap<>() : uri(errors);
    put(given, "host", host);
    put(given, "port", port);
    put(given, "dbname", database);
    put(given, "user", user);
    put(given, "sslmode", sslMode);
    put(given, "sslrootcert", rootCertificate);
    put(given, "sslcert", certificate);
    put(given, "sslkey", key);
    given.putAll(further);
    Map<String, String> found = LibpqParameters.ofVariables(environment::variable);
    String service = given.getOrDefault("service", found.get("service"));
    if (service != null) {
      Optional<Path> named = environment.variable("PGSERVICEFILE").map(Path::of);
      found.putAll(ServiceFile.read(service, named, serviceFiles(environment, named), errors));
    }
    found.putAll(given);
    LibpqParameters.settle(
        found, environment::variable, line -> environment.report("gazetteer: " + line), errors);
    return found;
  }

  private Map<String, String> uri(FieldErrors errors) {
    if (!ConnectionUri.isUri(uri)) {
      errors.add("URI", "must begin with postgresql:// or postgres://");
      return new LinkedHashMap<>();
    }
    Map<String, String> given = ConnectionUri.read(uri, errors);
    if (given.containsKey("password") && !passwordInUri) {
      errors.add(
          "URI",
          "holds a password, which everybody on this machine can read. Put it into PGPASSWORD or"
              + " ~/.pgpass, ask for it with -W, or insist with --allow-password-in-uri");
    }
    return given;
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  private static List<Path> serviceFiles(CommandEnvironment environment, Optional<Path> named) {
    return Stream.concat(
            named.isPresent()
                ? Stream.empty()
                : Stream.of(environment.home().resolve(".pg_service.conf")),
            environment
                .variable("PGSYSCONFDIR")
                .map(folder -> Path.of(folder, "pg_service.conf"))
                .stream())
        .toList();
  }
}
