package io.gazetteer.cli;

import io.gazetteer.cli.libpq.OwnerOnly;
import io.gazetteer.cli.libpq.PasswordFile;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.DriverParameters;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.RdsRegion;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts libpq's parameters to a connection target. */
final class SourceTarget {

  /** Variable with the external id of a role, which counts as secret. */
  private static final String EXTERNAL_ID = "GAZETTEER_IAM_EXTERNAL_ID";

  /** No slash, comma, question mark or space: those would change the address. */
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]{1,253}");

  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;
  private static final String ANY_DATABASE = "postgres";

  private final ServerOptions options;
  private final CommandEnvironment environment;
  private final Map<String, String> parameters;
  private final FieldErrors errors;
  private final String host;
  private final int port;
  private final String user;

  private SourceTarget(ServerOptions options, CommandEnvironment environment, FieldErrors errors) {
    this.options = options;
    this.environment = environment;
    this.errors = errors;
    this.parameters = options.parameters(environment, errors);
    this.host = host();
    this.port = port();
    this.user = parameters.getOrDefault("user", environment.user());
  }

  /**
   * Returns the target of the options. With {@code -W} asks for the password.
   *
   * @param errors collects invalid options; if there is one, the result must not be used
   */
  static ConnectionTarget of(
      ServerOptions options, CommandEnvironment environment, FieldErrors errors) {
    SourceTarget target = new SourceTarget(options, environment, errors);
    SignIn signIn = target.signIn();
    Tls tls = target.tls(signIn);
    return new ConnectionTarget(
            target.host,
            target.port,
            Optional.ofNullable(target.parameters.get("dbname")),
            signIn,
            tls)
        .withParameters(
            DriverParameters.read(
                name -> Optional.ofNullable(target.parameters.get(name)),
                Optional.of(tls.mode()),
                errors::add));
  }

  static ConnectionTarget with(ConnectionTarget target, String password) {
    return new ConnectionTarget(
            target.host(),
            target.port(),
            target.database(),
            new SignIn.Basic(target.signIn().username(), password),
            target.tls())
        .withParameters(target.parameters());
  }

  private String host() {
    // As in libpq, an address alone names the server too.
    String given =
        parameters.getOrDefault("host", parameters.getOrDefault("hostaddr", "localhost"));
    if (given.startsWith("/") || given.startsWith("@")) {
      errors.add("host", "must be a name or address: sockets of Unix are not connected to");
    } else if (given.contains(",")) {
      errors.add("host", "must be one host");
    } else if (!HOST.matcher(given).matches()) {
      errors.add("host", "must be one name or address, without port, slash or spaces");
    }
    return given;
  }

  private int port() {
    String text = parameters.getOrDefault("port", Integer.toString(DEFAULT_PORT));
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MAX_PORT) {
      errors.add("port", "must be a whole number from 1 to 65535");
    }
    return number;
  }

  private SignIn signIn() {
    if (!options.iam && options.iamRole == null) {
      return new SignIn.Basic(user, password());
    }
    AwsIdentity identity =
        options.awsProfile == null
            ? new AwsIdentity.Own()
            : new AwsIdentity.Profile(options.awsProfile);
    Optional<String> region = Optional.ofNullable(options.awsRegion);
    if (region.filter(name -> !RdsRegion.isRegion(name)).isPresent()) {
      errors.add("--aws-region", "must be a region's name, for example eu-west-1");
    }
    if (options.iamRole == null) {
      return new SignIn.IamUser(user, identity, region);
    }
    AssumedRole role =
        new AssumedRole(
            options.iamRole,
            environment.variable(EXTERNAL_ID),
            AssumedRole.DEFAULT_SESSION_NAME,
            Optional.empty(),
            Optional.ofNullable(options.stsEndpoint));
    return new SignIn.IamRole(user, identity, role, region);
  }

  private String password() {
    if (options.ask && environment.prompt().isPresent()) {
      return environment.prompt().get().apply("Password for user %s: ".formatted(user));
    }
    if (options.ask) {
      errors.add("-W", "needs a terminal to ask on");
    }
    if (parameters.containsKey("password")) {
      return parameters.get("password");
    }
    Path file =
        Optional.ofNullable(parameters.get("passfile"))
            .map(Path::of)
            .orElse(environment.home().resolve(".pgpass"));
    PasswordFile.Place place =
        new PasswordFile.Place(host, port, parameters.getOrDefault("dbname", ANY_DATABASE), user);
    return PasswordFile.find(file, place, line -> environment.report("gazetteer: " + line))
        .orElse("");
  }

  private Tls tls(SignIn signIn) {
    String root = parameters.get("sslrootcert");
    Optional<String> ca =
        root == null || root.equals("system") ? Optional.empty() : text("sslrootcert", root);
    Optional<TlsMode> mode =
        Optional.ofNullable(parameters.get("sslmode")).flatMap(TlsMode::ofWire);
    if (parameters.containsKey("sslmode") && mode.isEmpty()) {
      errors.add("sslmode", "must be one of " + TlsMode.words());
    }
    if ("system".equals(root) && mode.filter(given -> given != TlsMode.VERIFY_FULL).isPresent()) {
      errors.add("sslrootcert", "system needs sslmode verify-full: anyone can have a certificate");
    }
    // As in libpq, a CA file is used if there is one.
    Optional<TlsMode> effective =
        mode.map(given -> given == TlsMode.REQUIRE && ca.isPresent() ? TlsMode.VERIFY_CA : given);
    String certificate = parameters.get("sslcert");
    String key = parameters.get("sslkey");
    if ((certificate == null) != (key == null)) {
      errors.add("sslcert", "and sslkey must be given together");
      return Tls.of(TlsMode.PREFER);
    }
    Optional<Tls.Client> client =
        certificate == null
            ? Optional.empty()
            : Optional.of(
                new Tls.Client(
                    text("sslcert", certificate).orElse(""),
                    secret(key),
                    Optional.ofNullable(parameters.get("sslpassword"))));
    boolean token = signIn instanceof SignIn.Iam;
    return new Tls(effective.orElseGet(() -> TlsMode.usual(host, root != null, token)), ca, client);
  }

  private String secret(String file) {
    try {
      if (Files.isRegularFile(Path.of(file)) && !OwnerOnly.holds(Path.of(file))) {
        errors.add(
            "sslkey", "has group or world access; permissions should be u=rw (0600) or less");
      }
    } catch (IOException | InvalidPathException unreadable) {
      // Reported by the read that follows.
    }
    return text("sslkey", file).orElse("");
  }

  private Optional<String> text(String name, String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)));
    } catch (IOException | InvalidPathException unreadable) {
      errors.add(name, "names a file that cannot be read as text: " + file);
      return Optional.empty();
    }
  }
}
