package io.gazetteer.connection.tls;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much TLS is asked for; the words are those of PostgreSQL's own clients. */
public enum TlsMode {
  /** Never. */
  DISABLE("disable", false, false),
  /** Only where the server refuses to go on without. */
  ALLOW("allow", false, false),
  /** Where the server offers it; its certificate is not checked. */
  PREFER("prefer", false, false),
  /** Always; the server's certificate is not checked. */
  REQUIRE("require", true, false),
  /** Always, with a certificate of a trusted CA, whatever host it names. */
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

  /** The mode of that word; empty where there is none. */
  public static Optional<TlsMode> ofWire(String word) {
    return Arrays.stream(values()).filter(mode -> mode.wire.equals(word)).findFirst();
  }

  /**
   * The mode where none is named: {@code verify-full} where a CA is given, where the host is of a
   * managed service whose CAs are published, and with tokens, which must go to nobody else;
   * otherwise {@code prefer}.
   */
  public static TlsMode usual(String host, boolean caGiven, boolean token) {
    boolean verified = caGiven || token || ManagedServices.of(host).isPresent();
    return verified ? VERIFY_FULL : PREFER;
  }

  /** All words, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(TlsMode::wire).collect(Collectors.joining(", "));
  }

  /** The word in requests and towards the driver, for example {@code verify-full}. */
  public String wire() {
    return wire;
  }

  /** True where nothing goes out unencrypted. */
  public boolean encrypts() {
    return encrypts;
  }

  /** True where the server's certificate is checked. */
  public boolean verifies() {
    return verifies;
  }
}
