package io.gazetteer.connection.credential;

import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.DriverParameters;
import io.gazetteer.connection.tls.TlsMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a credential's extra that are parameters of the driver or the server, each as a
 * member of its own, or all in {@code driver_parameters} as lines of {@code name=value}. Other
 * members that clients send are kept and not used.
 */
final class ParameterFields {

  private static final String LINES = "driver_parameters";

  private ParameterFields() {}

  /**
   * What a stored or checked credential says.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with everything wrong, as in a
   *     credential that was stored when parameters were not looked at
   */
  static DriverParameters parameters(SignInValues values) {
    Faults faults = new Faults();
    DriverParameters read = read(values, "", faults);
    faults.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return read;
  }

  /** The address to connect to in place of the host's; an invalid one counts as not given. */
  static Optional<String> address(SignInValues values) {
    return read(values, "", new Faults()).address();
  }

  /** Notes everything wrong. */
  static void check(SignInValues values, String prefix, Faults faults) {
    for (String name : values.names()) {
      // What begins with ssl is looked at with the rest about TLS.
      if (DriverParameters.isRejected(name) && !name.startsWith("ssl")) {
        faults.add(prefix + "extra." + name, rejected());
      }
    }
    boolean addressed = read(values, prefix, faults).address().isPresent();
    if (addressed && values.isIam() && TlsFields.tls(values).mode() != TlsMode.VERIFY_FULL) {
      faults.add(
          prefix + "extra.hostaddr",
          "requires sslmode verify-full with authType %s, which compares the server with host"
              .formatted(values.authType()));
    }
  }

  private static DriverParameters read(SignInValues values, String prefix, Faults faults) {
    String extra = prefix + "extra.";
    Map<String, String> lines = lines(values, extra + LINES, faults);
    return DriverParameters.read(
        name -> Optional.ofNullable(lines.get(name)).or(() -> values.extra(name)),
        values.extra(TlsFields.MODE).flatMap(TlsMode::ofWire),
        (name, message) -> {
          if (lines.containsKey(name)) {
            faults.add(extra + LINES, name + " " + message);
          } else {
            faults.add(extra + name, message);
          }
        });
  }

  private static Map<String, String> lines(SignInValues values, String field, Faults faults) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : values.extra(LINES).orElse("").lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals).strip();
      if (line.isEmpty()) {
        continue;
      }
      if (equals < 1) {
        faults.add(field, "must hold one name=value per line");
      } else if (!DriverParameters.isKnown(name)) {
        faults.add(field, name + " " + rejected());
      } else {
        found.put(name, line.substring(equals + 1).strip());
      }
    }
    return found;
  }

  private static String rejected() {
    return "is not accepted; accepted parameters: " + DriverParameters.known();
  }
}
