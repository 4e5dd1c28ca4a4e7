package io.gazetteer.connection.tls;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** TLS modes, named as in libpq. */
public enum TlsMode {
  /** Never. */
  DISABLE("disable", false, false),
  /** Only if the server requires it. */
  ALLOW("allow", false, false),
  /** If the server offers it; its certificate is not checked. */
  PREFER("prefer", false, false),
  /** Always; the server's certificate is not checked. */
  REQUIRE("require", true, false),
  /** Always, with a certificate of a trusted CA for any host. */
  VERIFY_CA("verify-ca", true, true),
  /** Always, with a certificate of a trusted CA for this host. */
  VERIFY_FULL("verify-full", true, true);

  private final String wire;
  private final boolean encrypts;
  private final boolean verifies;

  TlsMode(String wire, boolean encrypts, boolean verifies) {
    this.wire = wire;
    this.encrypts = encrypts;
    this.verifies = verifies;
  }

  /** Returns the mode with a name; empty if there is none. */
  public static Optional<TlsMode> ofWire(String word) {
    return Arrays.stream(values()).filter(mode -> mode.wire.equals(word)).findFirst();
  }

  /**
   * Returns the default mode: {@code verify-full} with a given CA, for hosts of managed services
   * with published CAs, and with tokens, which must not reach another server; otherwise {@code
   * prefer}.
   */
  public static TlsMode usual(String host, boolean caGiven, boolean token) {
    boolean verified = caGiven || token || ManagedServices.of(host).isPresent();
    return verified ? VERIFY_FULL : PREFER;
  }

  /** Returns all names, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(TlsMode::wire).collect(Collectors.joining(", "));
  }

  /** Returns the name in requests and for the driver, for example {@code verify-full}. */
  public String wire() {
    return wire;
  }

  public boolean encrypts() {
    return encrypts;
  }

  /** Returns whether the server's certificate is checked. */
  public boolean verifies() {
    return verifies;
  }
}
