package io.gazetteer.cli.libpq;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.DriverParameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Every parameter that libpq has up to PostgreSQL 18, and the variables that stand for them.
 * Parameters about security are applied or rejected by name; those without effect here are reported
 * and ignored.
 */
public final class LibpqParameters {

  private static final String TIMEOUT = "connect_timeout";
  private static final String APPLICATION = "application_name";

  /** Zero or less. */
  private static final Pattern NO_LIMIT = Pattern.compile("[+-]?0+|-[0-9]+");

  /** Length at which the server cuts a name. */
  private static final int APPLICATION_BYTES = 63;

  /** Parameters whose variables are called like them. */
  private static final List<String> SAME_NAMES =
      List.of(
          """
          host hostaddr port user password passfile service options sslmode requiressl
          sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir sslsni
          sslnegotiation requirepeer gssencmode krbsrvname gsslib gssdelegation
          connect_timeout"""
              .split("\\s", -1));

  private static final Map<String, String> VARIABLES = variables();

  /** Used by the command line itself. */
  private static final Set<String> OWN =
      Set.of(
          "host", "port",
          "dbname", "user",
          "password", "passfile",
          "service", "sslmode",
          "sslrootcert", "sslcert",
          "sslkey", "sslpassword");

  /** Values that equal what this program does anyway; null = any. */
  private static final Map<String, String> SAME = same();

  /** Parameters that change neither what is read nor how secure that is. */
  private static final Set<String> IGNORED =
      Set.of(
          """
          fallback_application_name keepalives_idle keepalives_interval keepalives_count
          sslcompression tcp_user_timeout krbsrvname gsslib load_balance_hosts"""
              .split("\\s", -1));

  /** Parameters for which libpq rejects an empty value too. */
  private static final Set<String> NEVER_EMPTY =
      Set.of(
          "sslmode",
          "sslnegotiation",
          "sslcertmode",
          "gssencmode",
          "channel_binding",
          "target_session_attrs",
          "load_balance_hosts",
          "keepalives",
          "min_protocol_version",
          "max_protocol_version",
          TIMEOUT);

  /** Parameters that are rejected with a value, and ignored without one. */
  private static final Set<String> EMPTY_ALLOWED = Set.of("sslcrl", "sslcrldir", "requirepeer");

  private static final String NOT_SUPPORTED = "is not supported by this program";

  private LibpqParameters() {}

  private static Map<String, String> variables() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : SAME_NAMES) {
      names.put("PG" + name.toUpperCase(Locale.ROOT), name);
    }
    names.put("PGDATABASE", "dbname");
    names.put("PGAPPNAME", APPLICATION);
    names.put("PGREQUIREAUTH", "require_auth");
    names.put("PGCHANNELBINDING", "channel_binding");
    names.put("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version");
    names.put("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version");
    names.put("PGMINPROTOCOLVERSION", "min_protocol_version");
    names.put("PGMAXPROTOCOLVERSION", "max_protocol_version");
    names.put("PGCLIENTENCODING", "client_encoding");
    names.put("PGTARGETSESSIONATTRS", "target_session_attrs");
    names.put("PGLOADBALANCEHOSTS", "load_balance_hosts");
    return names;
  }

  private static Map<String, String> same() {
    Map<String, String> same = new LinkedHashMap<>();
    same.put("sslcompression", "0");
    same.put("sslsni", "1");
    same.put("sslnegotiation", "postgres");
    same.put("sslcertmode", "allow");
    // Java's own lower bound is TLS 1.2.
    same.put("ssl_min_protocol_version", "(?i)|TLSv1|TLSv1\\.1|TLSv1\\.2");
    same.put("ssl_max_protocol_version", "(?i)|TLSv1\\.3");
    same.put("min_protocol_version", "3\\.0");
    same.put("max_protocol_version", "3\\.0|3\\.2|latest");
    same.put("client_encoding", "(?i)auto|utf-?8|unicode");
    same.put("replication", "(?i)false|off|no|0");
    same.put("gssdelegation", "0");
    same.put("requiressl", "[^1].*|");
    return same;
  }

  /**
   * Returns the parameters set by variables. These apply to every client of a machine, so a value
   * that libpq and the server accept is never rejected: an application name is cut and cleaned as
   * the server does, and PGREQUIRESSL counts if it starts with 1.
   */
  public static Map<String, String> ofVariables(Function<String, Optional<String>> variable) {
    Map<String, String> found = new LinkedHashMap<>();
    VARIABLES.forEach(
        (name, parameter) -> variable.apply(name).ifPresent(value -> found.put(parameter, value)));
    found.computeIfPresent(APPLICATION, (name, text) -> shownByServer(text));
    found.computeIfPresent("requiressl", (name, text) -> text.startsWith("1") ? text : null);
    return found;
  }

  private static String shownByServer(String application) {
    byte[] bytes = application.getBytes(StandardCharsets.UTF_8);
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < bytes.length && i < APPLICATION_BYTES; i++) {
      boolean printable = bytes[i] >= ' ' && bytes[i] <= '~';
      shown.append(printable ? (char) bytes[i] : '?');
    }
    return shown.toString();
  }

  /**
   * Resolves aliases, removes ignored parameters, and adds unsupported ones to the errors.
   *
   * @param variable the environment, for the messages
   * @param warn takes warnings about ignored parameters
   */
  public static void settle(
      Map<String, String> found,
      Function<String, Optional<String>> variable,
      Consumer<String> warn,
      FieldErrors errors) {
    // From the variable, which has lower precedence than every other place that sets a mode.
    if (found.getOrDefault("requiressl", "").startsWith("1")) {
      found.remove("requiressl");
      found.putIfAbsent("sslmode", "require");
    }
    rejectEmpty(found, errors);
    // Every wait has a limit here.
    found.computeIfPresent(
        TIMEOUT, (name, text) -> NO_LIMIT.matcher(text.strip()).matches() ? null : text);
    for (String name : List.copyOf(found.keySet())) {
      String value = found.get(name);
      if (OWN.contains(name) || DriverParameters.isKnown(name)) {
        continue;
      }
      found.remove(name);
      if (SAME.containsKey(name) && value.matches(SAME.get(name))) {
        continue;
      }
      if (IGNORED.contains(name)) {
        warn.accept("the parameter %s is ignored".formatted(shown(name, value, variable)));
      } else {
        errors.add(
            shown(name, value, variable),
            SAME.containsKey(name) ? "has a value that this program cannot honour" : NOT_SUPPORTED);
      }
    }
  }

  /** Removes empty values, which mean the default, except where libpq rejects them. */
  private static void rejectEmpty(Map<String, String> found, FieldErrors errors) {
    for (String name : List.copyOf(found.keySet())) {
      if (found.get(name).isEmpty()) {
        found.remove(name);
        if (NEVER_EMPTY.contains(name)) {
          errors.add(name, "must not be empty");
        } else if (!isKnown(name)) {
          errors.add(name, NOT_SUPPORTED);
        }
      }
    }
  }

  private static boolean isKnown(String name) {
    return OWN.contains(name)
        || DriverParameters.isKnown(name)
        || SAME.containsKey(name)
        || IGNORED.contains(name)
        || EMPTY_ALLOWED.contains(name);
  }

  /** Returns the parameter's name, with the variable if it comes from one. */
  private static String shown(
      String name, String value, Function<String, Optional<String>> variable) {
    return VARIABLES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .filter(entry -> variable.apply(entry.getKey()).filter(value::equals).isPresent())
        .map(entry -> name + " (" + entry.getKey() + ")")
        .findFirst()
        .orElse(name);
  }
}
