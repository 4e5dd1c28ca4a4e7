package io.gazetteer.connection.secret;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference to a secret. Not secret itself.
 *
 * @param place the part between scheme and key: a variable, a path, an ARN
 * @param key the member of the secret; empty = the whole secret
 */
public record SecretReference(Scheme scheme, String place, Optional<String> key) {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
  private static final Pattern SECRETS_MANAGER = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,2048}");
  private static final Pattern VAULT =
      Pattern.compile("[A-Za-z0-9_.~@=+-]+(/[A-Za-z0-9_.~@=+-]+)+");
  private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}(/.*)?");
  private static final Pattern KEY = Pattern.compile("[^\\p{C}#]{1,256}");
  private static final int MAX_LENGTH = 2_400;

  public enum Scheme {
    /** A variable of this service's environment. */
    ENV("env:", "env:NAME"),
    /** A file on this service's machine. */
    FILE("file:", "file:/path"),
    /** AWS Secrets Manager. */
    AWS("aws-sm:", "aws-sm:arn-or-name#json-key"),
    /** HashiCorp Vault, KV version 2. */
    VAULT("vault:", "vault:mount/path#key");

    private final String prefix;
    private final String form;

    Scheme(String prefix, String form) {
      this.prefix = prefix;
      this.form = form;
    }

    /** Returns the prefix of references, including the colon. */
    public String prefix() {
      return prefix;
    }
  }

  /** Returns whether a text is treated as a reference, valid or not. */
  public static boolean isOne(String text) {
    return schemeOf(text).isPresent();
  }

  /**
   * Parses a reference.
   *
   * @throws IllegalArgumentException if it does not have its scheme's form; the message says the
   *     form and quotes nothing
   */
  public static SecretReference parse(String text) {
    Scheme scheme = schemeOf(text).orElseThrow(() -> malformed("a reference", Scheme.ENV));
    String rest = text.substring(scheme.prefix.length());
    boolean keyed = scheme == Scheme.AWS || scheme == Scheme.VAULT;
    int hash = keyed ? rest.indexOf('#') : -1;
    String place = hash < 0 ? rest : rest.substring(0, hash);
    Optional<String> key = hash < 0 ? Optional.empty() : Optional.of(rest.substring(hash + 1));
    boolean right =
        text.length() <= MAX_LENGTH
            && key.map(name -> KEY.matcher(name).matches()).orElse(scheme != Scheme.VAULT)
            && isPlace(scheme, place);
    if (!right) {
      throw malformed("a reference " + scheme.prefix, scheme);
    }
    return new SecretReference(scheme, place, key);
  }

  private static boolean isPlace(Scheme scheme, String place) {
    return switch (scheme) {
      case ENV -> VARIABLE.matcher(place).matches();
      case FILE -> place.startsWith("/") && place.chars().noneMatch(Character::isISOControl);
      case AWS -> SECRETS_MANAGER.matcher(place).matches();
      case VAULT -> VAULT.matcher(place).matches() && !DOTS.matcher(place).matches();
    };
  }

  public String text() {
    return scheme.prefix + place + key.map(name -> "#" + name).orElse("");
  }

  private static Optional<Scheme> schemeOf(String text) {
    return Arrays.stream(Scheme.values())
        .filter(scheme -> text.startsWith(scheme.prefix))
        .findFirst();
  }

  private static IllegalArgumentException malformed(String what, Scheme scheme) {
    return new IllegalArgumentException(
        ("looks like %s, but does not have the form %s; write value: before a literal that starts"
                + " like this")
            .formatted(what, scheme.form));
  }
}
