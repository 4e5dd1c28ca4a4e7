package io.gazetteer.connection;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.tls.TlsMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Further parameters of a connection that users may set, from a fixed list; all are validated. None
 * names a class or a file, weakens TLS or the sign-in, or changes what {@link
 * io.gazetteer.source.SourceTransaction} sets.
 *
 * @param values by the canonical names below
 */
public record DriverParameters(Map<String, String> values) {

  public static final DriverParameters NONE = new DriverParameters(Map.of());

  private static final String OPTIONS = "options";
  private static final String CONNECT_TIMEOUT = "connectTimeout";
  private static final String LOGIN_TIMEOUT = "loginTimeout";
  private static final String SOCKET_TIMEOUT = "socketTimeout";
  private static final String TARGET = "targetServerType";
  private static final String GSS = "gssEncMode";
  private static final String CHANNEL_BINDING = "channelBinding";
  private static final String REQUIRE_AUTH = "requireAuth";
  private static final String APPLICATION = "ApplicationName";
  private static final String KEEP_ALIVE = "tcpKeepAlive";
  private static final String ADDRESS = "hostaddr";

  /** Canonical names, each with its other spellings in libpq and JDBC drivers. */
  private static final Map<String, List<String>> NAMES = names();

  private static final Map<String, String> SERVERS =
      Map.ofEntries(
          Map.entry("any", "any"),
          Map.entry("primary", "primary"),
          Map.entry("master", "primary"),
          Map.entry("secondary", "standby"),
          Map.entry("slave", "standby"),
          Map.entry("standby", "standby"),
          Map.entry("read-write", "read-write"),
          Map.entry("read-only", "read-only"),
          // There is only one server to choose from.
          Map.entry("prefer-standby", "any"),
          Map.entry("preferSecondary", "any"),
          Map.entry("preferSlave", "any"),
          Map.entry("preferPrimary", "any"));

  private static final Set<String> AUTH_METHODS =
      Set.of("password", "md5", "gss", "sspi", "scram-sha-256", "none");

  private static final Pattern NAME_OF_APPLICATION = Pattern.compile("[\\x20-\\x7e]{1,63}");
  private static final Pattern ADDRESS_LITERAL =
      Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final String GSS_IN_PLACE_OF_TLS =
      ": connections are encrypted with TLS (sslmode), and GSSAPI would take its place";
  private static final int LONGEST_SECONDS = 3_600;

  /** Parameters of drivers in lower case that name classes or files, or are set here. */
  private static final Set<String> REJECTED =
      Set.of(
          """
          socketfactory socketfactoryarg sslfactory sslfactoryarg sslhostnameverifier
          sslpasswordcallback authenticationpluginclassname xmlfactoryfactory
          connectexecutor connectexecutorarg classloaderstrategy sspiserviceclass
          jaasapplicationname jaaslogin gsslib krbsrvname kerberosservername usespnego
          loggerfile loggerlevel service servicefile passfile localsocketaddress
          requirepeer requiressl replication readonly readonlymode protocolversion
          allowencodingchanges scram_client_key scram_server_key"""
              .split("\\s", -1));

  public DriverParameters {
    values = Map.copyOf(values);
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(OPTIONS, List.of());
    names.put(CONNECT_TIMEOUT, List.of("connect_timeout"));
    names.put(LOGIN_TIMEOUT, List.of());
    names.put(SOCKET_TIMEOUT, List.of());
    names.put(TARGET, List.of("target_session_attrs", "targetSessionAttrs"));
    names.put(GSS, List.of("gssencmode"));
    names.put(CHANNEL_BINDING, List.of("channel_binding"));
    names.put(REQUIRE_AUTH, List.of("require_auth"));
    names.put(APPLICATION, List.of("application_name", "applicationName"));
    names.put(KEEP_ALIVE, List.of("keepalives"));
    names.put(ADDRESS, List.of());
    return names;
  }

  /** Returns whether a name, in any spelling, is supported. */
  public static boolean isKnown(String name) {
    return NAMES.containsKey(name)
        || NAMES.values().stream().anyMatch(others -> others.contains(name));
  }

  /** Returns whether drivers know a name that must not be set. */
  public static boolean isRejected(String name) {
    return REJECTED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns all canonical names, for messages. */
  public static String known() {
    return String.join(", ", NAMES.keySet());
  }

  /**
   * Reads and validates parameters. Invalid ones are not among the values.
   *
   * @param given returns the text of a parameter by its name in any spelling; empty if not set
   * @param mode the TLS mode of the connection; empty = not set
   * @param fault receives the name as given and the error
   */
  public static DriverParameters read(
      Function<String, Optional<String>> given,
      Optional<TlsMode> mode,
      BiConsumer<String, String> fault) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> name : NAMES.entrySet()) {
      List<String> spellings = new ArrayList<>(List.of(name.getKey()));
      spellings.addAll(name.getValue());
      for (String spelling : spellings) {
        Optional<String> text = given.apply(spelling).filter(value -> !value.isBlank());
        text.flatMap(value -> valid(name.getKey(), value.strip(), spelling, fault))
            .ifPresent(
                valid -> {
                  String other = found.put(name.getKey(), valid);
                  if (other != null && !other.equals(valid)) {
                    fault.accept(spelling, "differs from " + name.getKey());
                  }
                });
      }
    }
    if ("require".equals(found.get(CHANNEL_BINDING)) && mode.filter(TlsMode::encrypts).isEmpty()) {
      fault.accept(
          CHANNEL_BINDING, "require needs TLS mode require, verify-ca or verify-full (sslmode)");
    }
    return new DriverParameters(found);
  }

  /** Returns the canonical value; empty if invalid, which was reported. */
  private static Optional<String> valid(
      String name, String text, String spelling, BiConsumer<String, String> fault) {
    String objection =
        switch (name) {
          case OPTIONS -> {
            FieldErrors found = new FieldErrors();
            String settled = StartupOptions.settled(text, message -> found.add("", message));
            if (found.isEmpty()) {
              yield "=" + settled;
            }
            found.errors().forEach(each -> fault.accept(spelling, each.message()));
            yield "";
          }
          case CONNECT_TIMEOUT, LOGIN_TIMEOUT, SOCKET_TIMEOUT -> seconds(text);
          case TARGET -> server(text);
          case GSS ->
              Set.of("prefer", "require").contains(text)
                  ? "must not be " + text + GSS_IN_PLACE_OF_TLS
                  : oneOf(text, Set.of("disable", "allow"));
          case CHANNEL_BINDING ->
              text.equals("disable")
                  ? "must not be disable, which would weaken the sign-in"
                  : oneOf(text, Set.of("prefer", "require"));
          case REQUIRE_AUTH -> methods(text);
          case APPLICATION ->
              NAME_OF_APPLICATION.matcher(text).matches()
                  ? "=" + text
                  : "must be 1 to 63 printable ASCII characters";
          case KEEP_ALIVE ->
              switch (text) {
                case "1", "true" -> "=true";
                case "0", "false" -> "=false";
                default -> "must be true or false";
              };
          default -> address(text);
        };
    if (objection.startsWith("=")) {
      return Optional.of(objection.substring(1));
    }
    if (!objection.isEmpty()) {
      fault.accept(spelling, objection);
    }
    return Optional.empty();
  }

  private static String seconds(String text) {
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    return number >= 1 && number <= LONGEST_SECONDS
        ? "=" + number
        : "must be a number of seconds from 1 to 3600";
  }

  private static String server(String text) {
    String server = SERVERS.get(text);
    return server == null
        ? "must be one of any, primary, standby, read-write, read-only, prefer-standby"
        : "=" + server;
  }

  private static String oneOf(String text, Set<String> allowed) {
    return allowed.contains(text)
        ? "=" + text
        : "must be one of " + String.join(", ", allowed.stream().sorted().toList());
  }

  private static String methods(String text) {
    List<String> methods = List.of(text.replaceAll("\\s", "").split(",", -1));
    for (String method : methods) {
      if (!AUTH_METHODS.contains(method.replaceFirst("^!", ""))) {
        return "must list password, md5, gss, sspi, scram-sha-256 or none, separated by commas";
      }
    }
    long negated = methods.stream().filter(method -> method.startsWith("!")).count();
    if (negated != 0 && negated != methods.size()) {
      return "must have ! before each method or before none";
    }
    return Set.copyOf(methods).size() == methods.size()
        ? "=" + String.join(",", methods)
        : "must name each method once";
  }

  private static String address(String text) {
    try {
      // A literal causes no lookup.
      return ADDRESS_LITERAL.matcher(text).matches()
          ? "=" + InetAddress.getByName(text).getHostAddress()
          : "must be one IP address";
    } catch (UnknownHostException noAddress) {
      return "must be one IP address";
    }
  }

  /**
   * Returns the address to connect to instead of the host's; the certificate is still checked
   * against the host.
   */
  public Optional<String> address() {
    return Optional.ofNullable(values.get(ADDRESS));
  }

  /** Returns the required server type: primary, standby, read-write or read-only; empty = any. */
  Optional<String> wantedServer() {
    return Optional.ofNullable(values.get(TARGET)).filter(server -> !server.equals("any"));
  }

  /** Returns the allowed authentication methods as given; empty = any. */
  Optional<String> requiredMethods() {
    return Optional.ofNullable(values.get(REQUIRE_AUTH));
  }

  /** Returns the timeout of a read from the socket, at most {@code usual}. */
  Duration socketTimeout(Duration usual) {
    return Optional.ofNullable(values.get(SOCKET_TIMEOUT))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .filter(given -> given.compareTo(usual) < 0)
        .orElse(usual);
  }

  /** Returns the timeout of one answer during sign-in, at least {@code usual}. */
  Duration signInTimeout(Duration usual) {
    return Stream.of(CONNECT_TIMEOUT, LOGIN_TIMEOUT)
        .flatMap(name -> Optional.ofNullable(values.get(name)).stream())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .filter(given -> given.compareTo(usual) > 0)
        .max(Comparator.naturalOrder())
        .orElse(usual);
  }

  /** Sets the parameters that the driver supports itself. */
  void apply(Properties properties) {
    set(properties, APPLICATION, PGProperty.APPLICATION_NAME);
    set(properties, OPTIONS, PGProperty.OPTIONS);
    set(properties, CONNECT_TIMEOUT, PGProperty.CONNECT_TIMEOUT);
    // Nothing else limits a read during sign-in.
    set(properties, CONNECT_TIMEOUT, PGProperty.SOCKET_TIMEOUT);
    set(properties, LOGIN_TIMEOUT, PGProperty.SOCKET_TIMEOUT);
    set(properties, KEEP_ALIVE, PGProperty.TCP_KEEP_ALIVE);
    set(properties, GSS, PGProperty.GSS_ENC_MODE);
    set(properties, CHANNEL_BINDING, PGProperty.CHANNEL_BINDING);
    Optional.ofNullable(values.get(REQUIRE_AUTH))
        .ifPresent(methods -> properties.setProperty(REQUIRE_AUTH, methods));
  }

  private void set(Properties properties, String name, PGProperty property) {
    Optional.ofNullable(values.get(name)).ifPresent(value -> property.set(properties, value));
  }
}
