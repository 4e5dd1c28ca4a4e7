package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.tls.Pem;
import io.gazetteer.connection.tls.PemException;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS fields of a credential, named as in libpq: {@code sslmode}, and as PEM text instead of
 * paths {@code sslrootcert}, {@code sslcert}, {@code sslkey} and {@code sslpassword}. All except
 * the mode are stored as secrets.
 */
final class TlsFields {

  static final String MODE = "sslmode";

  private static final String CA = "sslrootcert";
  private static final String CERTIFICATE = "sslcert";
  private static final String KEY = "sslkey";
  private static final String KEY_PASSWORD = "sslpassword";
  private static final Set<String> PEM = Set.of(CA, CERTIFICATE, KEY);
  private static final Set<String> KNOWN = Set.of(MODE, CA, CERTIFICATE, KEY, KEY_PASSWORD);

  private TlsFields() {}

  static boolean isSecret(String name) {
    return PEM.contains(name);
  }

  /** Returns the TLS settings of a stored or checked credential. */
  static Tls tls(SignInValues values) {
    Optional<Tls.Client> client =
        values
            .extra(CERTIFICATE)
            .map(
                certificate ->
                    new Tls.Client(
                        certificate, values.extra(KEY).orElse(""), values.extra(KEY_PASSWORD)));
    return new Tls(storedMode(values), values.extra(CA), client);
  }

  /** Credentials stored before modes were have none, and keep their earlier default. */
  private static TlsMode storedMode(SignInValues values) {
    return values
        .extra(MODE)
        .flatMap(TlsMode::ofWire)
        .orElse(values.isIam() ? TlsMode.VERIFY_FULL : TlsMode.PREFER);
  }

  static TlsMode defaultMode(String host, SignInValues values) {
    return TlsMode.usual(host, values.extra(CA).isPresent(), values.isIam());
  }

  /**
   * Adds every error to the errors.
   *
   * @param prefix of the field names in errors
   * @param complete true if nothing is added from a stored credential
   */
  static void check(SignInValues values, String prefix, boolean complete, FieldErrors errors) {
    String extra = prefix + "extra.";
    for (String name : values.names()) {
      if (name.startsWith("ssl") && !KNOWN.contains(name)) {
        errors.add(
            extra + name,
            "is not known; known are sslmode, sslrootcert, sslcert, sslkey and sslpassword");
      }
    }
    Optional<TlsMode> mode = values.extra(MODE).flatMap(TlsMode::ofWire);
    if (values.extra(MODE).isPresent() && mode.isEmpty()) {
      errors.add(extra + MODE, "must be one of " + TlsMode.words());
    }
    mode.ifPresent(given -> contradictions(given, values, extra, errors));
    values.extra(CA).ifPresent(pem -> certificates(pem, extra + CA, errors));
    Optional<List<X509Certificate>> chain =
        values.extra(CERTIFICATE).flatMap(pem -> certificates(pem, extra + CERTIFICATE, errors));
    // References are checked when they are read.
    boolean known = !values.isReference(KEY) && !values.isReference(KEY_PASSWORD);
    if (values.extra(KEY).isPresent() && known) {
      key(values, chain, extra, errors);
    }
    if (complete) {
      checkPairs(values, prefix, errors);
    }
  }

  private static void contradictions(
      TlsMode mode, SignInValues values, String extra, FieldErrors errors) {
    if (values.isIam() && !mode.encrypts()) {
      errors.add(
          extra + MODE,
          "must be require, verify-ca or verify-full with authType " + values.authType());
    }
    if (values.extra(CA).isPresent() && !mode.verifies()) {
      errors.add(
          extra + CA,
          "is not used with sslmode " + mode.wire() + ": choose verify-ca or verify-full");
    }
    if (values.extra(CERTIFICATE).isPresent() && mode == TlsMode.DISABLE) {
      errors.add(extra + CERTIFICATE, "is not used with sslmode disable");
    }
  }

  private static Optional<List<X509Certificate>> certificates(
      String pem, String field, FieldErrors errors) {
    try {
      return Optional.of(Pem.certificates(pem));
    } catch (PemException fault) {
      errors.add(field, fault.getMessage());
      return Optional.empty();
    }
  }

  private static void key(
      SignInValues values,
      Optional<List<X509Certificate>> chain,
      String extra,
      FieldErrors errors) {
    String pem = values.extra(KEY).orElseThrow();
    try {
      if (chain.isPresent()) {
        Pem.requirePair(chain.get().get(0), pem, values.extra(KEY_PASSWORD));
      } else {
        Pem.key(pem, values.extra(KEY_PASSWORD));
      }
    } catch (PemException fault) {
      errors.add(extra + KEY, fault.getMessage());
    }
  }

  /** Adds an error for a certificate, key or password that lacks its counterpart. */
  static void checkPairs(SignInValues values, String prefix, FieldErrors errors) {
    String extra = prefix + "extra.";
    boolean certificate = values.extra(CERTIFICATE).isPresent();
    boolean key = values.extra(KEY).isPresent();
    if (certificate && !key) {
      errors.add(extra + KEY, "must be given with sslcert");
    }
    if (key && !certificate) {
      errors.add(extra + CERTIFICATE, "must be given with sslkey");
    }
    if (values.extra(KEY_PASSWORD).isPresent() && !key) {
      errors.add(extra + KEY_PASSWORD, "must be given with sslkey");
    }
  }
}
