package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.DriverParameters;
import io.gazetteer.connection.tls.TlsMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Driver and server parameters in a credential's extra, as separate members or in {@code
 * driver_parameters} as lines of {@code name=value}. Other members are kept and not used.
 */
final class ParameterFields {

  private static final String LINES = "driver_parameters";

  private ParameterFields() {}

  /**
   * Returns the parameters of a stored or checked credential.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with every error, as in credentials
   *     stored before parameters were checked
   */
  static DriverParameters parameters(SignInValues values) {
    FieldErrors errors = new FieldErrors();
    DriverParameters read = read(values, "", errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return read;
  }

  /** Returns the address to connect to instead of the host's; empty if not set or invalid. */
  static Optional<String> address(SignInValues values) {
    return read(values, "", new FieldErrors()).address();
  }

  static void check(SignInValues values, String prefix, FieldErrors errors) {
    for (String name : values.names()) {
      // TlsFields checks what starts with ssl.
      if (DriverParameters.isRejected(name) && !name.startsWith("ssl")) {
        errors.add(prefix + "extra." + name, rejected());
      }
    }
    boolean addressed = read(values, prefix, errors).address().isPresent();
    if (addressed && values.isIam() && TlsFields.tls(values).mode() != TlsMode.VERIFY_FULL) {
      errors.add(
          prefix + "extra.hostaddr",
          "requires sslmode verify-full with authType %s, which compares the server with host"
              .formatted(values.authType()));
    }
  }

  private static DriverParameters read(SignInValues values, String prefix, FieldErrors errors) {
    String extra = prefix + "extra.";
    Map<String, String> lines = lines(values, extra + LINES, errors);
    return DriverParameters.read(
        name -> Optional.ofNullable(lines.get(name)).or(() -> values.extra(name)),
        values.extra(TlsFields.MODE).flatMap(TlsMode::ofWire),
        (name, message) -> {
          if (lines.containsKey(name)) {
            errors.add(extra + LINES, name + " " + message);
          } else {
            errors.add(extra + name, message);
          }
        });
  }

  private static Map<String, String> lines(SignInValues values, String field, FieldErrors errors) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : values.extra(LINES).orElse("").lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals).strip();
      if (line.isEmpty()) {
        continue;
      }
      if (equals < 1) {
        errors.add(field, "must hold one name=value per line");
      } else if (!DriverParameters.isKnown(name)) {
        errors.add(field, name + " " + rejected());
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
