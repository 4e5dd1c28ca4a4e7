package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.ConnectionTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A credential that somebody sent, checked. Holds secrets in clear, so it is never printed, stored
 * or sent back.
 *
 * @param path prefix of field names in errors; may be empty
 */
public record CredentialRequest(
    String name,
    String host,
    int port,
    String authType,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> username,
    JsonMembers extra,
    Optional<String> description,
    SecretMembers secret,
    String path) {

  private static final String BASIC = "basic";
  private static final Set<String> AUTH_TYPES = Set.of("basic", "iam_user", "iam", "iam_role");

  /** No slash, comma, question mark or space, which would change the address. */
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]{1,253}");

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(password|passwd|secret|token|private|external_id).*");

  /** Members of extra that mean something here; others may be of any type. */
  private static final Set<String> TEXTS = Set.of("database", "username", "dbuser", "region");

  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;

  /** Limit of an index over names. */
  private static final int MAX_NAME_BYTES = 1_000;

  /**
   * Checks a credential and notes everything wrong with it.
   *
   * @param path where it stands in the request, for the errors; may be empty
   * @param complete true if it is used at once, so that user name and password are required
   * @return what could be read; must not be used if there are errors
   */
  public static CredentialRequest read(
      CredentialInput input, String path, boolean complete, FieldErrors errors) {
    return new Reader(input, path.isEmpty() ? "" : path + ".", errors).read(complete);
  }

  /**
   * Checks a credential that is to be stored on its own; otherwise as {@link #read}.
   *
   * @param tested whether a connection test comes first
   */
  public static CredentialRequest readNew(
      CredentialInput input, boolean tested, FieldErrors errors) {
    CredentialRequest request = read(input, "", tested, errors);
    if (!tested) {
      TlsFields.checkPairs(request.values(), "", errors);
    }
    return request;
  }

  /**
   * Returns its target with a secret. Does not check whether the caller may use its references: see
   * {@link ReferenceCheck#target}.
   */
  ConnectionTarget uncheckedTarget(SecretMembers withSecret) {
    CredentialRequest settled = withSecret(withSecret);
    return Targets.of(
            host,
            port,
            new SignInValues(authType, username.orElse(""), settled.settledExtra(), withSecret))
        .withConnector(Targets.connector(connectorConfigName));
  }

  CredentialRequest withSecret(SecretMembers other) {
    return new CredentialRequest(
        name,
        host,
        port,
        authType,
        connectorType,
        connectorConfigName,
        username,
        extra,
        description,
        other,
        path);
  }

  /** Returns extra as stored: as sent, with the default TLS mode if none was sent. */
  JsonMembers settledExtra() {
    SignInValues values = values();
    return values.extra(TlsFields.MODE).isPresent()
        ? extra
        : extra.with(TlsFields.MODE, TlsFields.defaultMode(host, values).wire());
  }

  SignInValues values() {
    return new SignInValues(authType, username.orElse(""), extra, secret);
  }

  @Override
  public String toString() {
    return "CredentialRequest[name=" + name + ", host=" + host + ", port=" + port + "]";
  }

  private record Reader(CredentialInput input, String prefix, FieldErrors errors) {

    CredentialRequest read(boolean complete) {
      String host = host();
      int port = port();
      String authType = authType();
      Map<String, SecretMembers.Member> secrets = new LinkedHashMap<>();
      JsonMembers extra = extra(secrets);
      input
          .password()
          .ifPresent(text -> secrets.put(SecretMembers.PASSWORD, secret("password", text)));
      if (complete && authType.equals(BASIC)) {
        require("username", input.username());
        require("password", input.password());
      }
      String name = input.name().isEmpty() ? host : input.name();
      if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        errors.add(prefix + "name", "must not be longer than 1,000 bytes of UTF-8");
      }
      CredentialRequest request =
          new CredentialRequest(
              name,
              host,
              port,
              authType,
              input.connectorType(),
              input.connectorConfigName(),
              input.username(),
              extra,
              input.description(),
              new SecretMembers(secrets),
              prefix);
      AwsFields.check(request.values(), prefix, complete, errors);
      TlsFields.check(request.values(), prefix, complete, errors);
      ParameterFields.check(request.values(), prefix, errors);
      return request;
    }

    private SecretMembers.Member secret(String member, String text) {
      return SecretMembers.read(member, text, prefix + member, errors);
    }

    private String host() {
      String host = input.host().strip();
      if (host.isEmpty()) {
        errors.add(prefix + "host", "must be the name or address of the server");
      } else if (!HOST.matcher(host).matches()) {
        errors.add(prefix + "host", "must be one name or address, without port, slash or spaces");
      }
      return host;
    }

    private int port() {
      String text = input.port().strip();
      int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (text.isEmpty()) {
        return DEFAULT_PORT;
      }
      if (number < 1 || number > MAX_PORT) {
        errors.add(prefix + "port", "must be a whole number from 1 to 65535");
      }
      return number;
    }

    private String authType() {
      String authType = input.authType().isEmpty() ? BASIC : input.authType();
      if (!AUTH_TYPES.contains(authType)) {
        errors.add(prefix + "authType", "must be basic, iam_user, iam or iam_role");
      }
      return authType;
    }

    /** Moves what looks secret over to the secrets. */
    private JsonMembers extra(Map<String, SecretMembers.Member> secrets) {
      List<String> moved = new ArrayList<>();
      for (String name : input.extra().names()) {
        boolean ours = TEXTS.contains(name) || name.startsWith("aws_") || name.startsWith("ssl");
        if (ours && input.extra().has(name) && !input.extra().isText(name)) {
          errors.add(prefix + "extra." + name, "must be text");
        }
        if (SECRET_KEY.matcher(name).matches() || TlsFields.isSecret(name)) {
          String member = SecretMembers.EXTRA + name;
          secrets.put(member, secret(member, input.extra().written(name)));
          moved.add(name);
        }
      }
      JsonMembers kept = input.extra().without(moved);
      Optional<String> region = input.region().filter(text -> !text.isBlank());
      Optional<String> other = kept.text("aws_region");
      if (region.isPresent() && other.isPresent() && !region.equals(other)) {
        errors.add(prefix + "region", "differs from extra.aws_region");
      }
      return region.isPresent() && other.isEmpty() ? kept.with("aws_region", region.get()) : kept;
    }

    private void require(String field, Optional<String> value) {
      if (value.filter(text -> !text.isEmpty()).isEmpty()) {
        errors.add(prefix + field, "must be given for authType basic");
      }
    }
  }
}
