package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.RdsRegion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The AWS fields of a credential as the SDKs name them: {@code iam_user} and {@code iam} with the
 * access key as user name and the database user in {@code extra.username} or {@code extra.dbuser},
 * {@code iam_role} with {@code extra.aws_role_arn}.
 */
final class AwsFields {

  private static final String ACCESS_KEY = "aws_access_key_id";
  private static final String SECRET_KEY = "aws_secret_access_key";
  private static final String SESSION_TOKEN = "aws_session_token";
  private static final String PROFILE = "aws_profile";
  private static final String REGION = "aws_region";
  private static final String ROLE = "aws_role_arn";
  private static final String EXTERNAL_ID = "aws_external_id";
  private static final String SESSION_NAME = "aws_role_session_name";
  private static final String SOURCE_IDENTITY = "aws_source_identity";
  private static final String STS_ENDPOINT = "aws_sts_endpoint";

  private static final List<String> OF_ROLES =
      List.of(ROLE, EXTERNAL_ID, SESSION_NAME, SOURCE_IDENTITY, STS_ENDPOINT);

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              ACCESS_KEY, SECRET_KEY,
              SESSION_TOKEN, PROFILE,
              REGION, ROLE,
              EXTERNAL_ID, SESSION_NAME,
              SOURCE_IDENTITY, STS_ENDPOINT));

  /**
   * Only checks the characters of an ARN: a recorded client sends a bare {@code arn}, and AWS
   * checks the rest.
   */
  private static final Pattern ROLE_ARN = Pattern.compile("[\\w+=,.@:/-]{1,2048}");

  private static final Pattern EXTERNAL_ID_SHAPE = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern SESSION_SHAPE = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern PROFILE_SHAPE = Pattern.compile("[\\w+=,.@:/-]{1,128}");

  private final SignInValues values;
  private final String prefix;
  private final FieldErrors errors;

  private AwsFields(SignInValues values, String prefix, FieldErrors errors) {
    this.values = values;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** Returns the authentication method of valid values. */
  static SignIn.Iam signIn(SignInValues values) {
    Optional<String> region = values.anyOf(REGION, "region");
    AwsIdentity identity = identity(values);
    String user = databaseUser(values).orElse("");
    if (!values.isRole()) {
      return new SignIn.IamUser(user, identity, region);
    }
    AssumedRole role =
        new AssumedRole(
            values.extra(ROLE).orElse(""),
            values.extra(EXTERNAL_ID),
            values.extra(SESSION_NAME).orElse(AssumedRole.DEFAULT_SESSION_NAME),
            values.extra(SOURCE_IDENTITY),
            values.extra(STS_ENDPOINT).map(URI::create));
    return new SignIn.IamRole(user, identity, role, region);
  }

  private static AwsIdentity identity(SignInValues values) {
    Optional<String> accessKey = accessKey(values);
    if (accessKey.isPresent()) {
      return new AwsIdentity.Keys(
          accessKey.get(), secretKey(values).orElse(""), values.extra(SESSION_TOKEN));
    }
    return values
        .extra(PROFILE)
        .<AwsIdentity>map(AwsIdentity.Profile::new)
        .orElseGet(AwsIdentity.Own::new);
  }

  private static Optional<String> accessKey(SignInValues values) {
    Optional<String> asUser =
        Optional.of(values.username()).filter(name -> !values.isRole() && !name.isBlank());
    return asUser.or(() -> values.extra(ACCESS_KEY));
  }

  private static Optional<String> secretKey(SignInValues values) {
    Optional<String> asPassword =
        Optional.of(values.password()).filter(text -> !values.isRole() && !text.isBlank());
    return asPassword.or(() -> values.extra(SECRET_KEY));
  }

  private static Optional<String> databaseUser(SignInValues values) {
    return values
        .anyOf("username", "dbuser")
        .or(
            () ->
                Optional.of(values.username()).filter(name -> values.isRole() && !name.isBlank()));
  }

  /**
   * Returns whether the authentication method needs a password or secret key and the values have
   * none.
   */
  static boolean lacksSecret(SignInValues values) {
    if (!values.isIam()) {
      return values.password().isEmpty();
    }
    return accessKey(values).isPresent() && secretKey(values).isEmpty();
  }

  /** Returns the STS endpoint as sent; blank if none. */
  static String stsEndpoint(JsonMembers extra) {
    return extra.text(STS_ENDPOINT).orElse("").strip();
  }

  /**
   * Adds every error to the errors.
   *
   * @param prefix of the field names in errors
   * @param complete true if it is used at once, so that nothing may be missing
   */
  static void check(SignInValues values, String prefix, boolean complete, FieldErrors errors) {
    new AwsFields(values, prefix, errors).check(complete);
  }

  private void check(boolean complete) {
    for (String name : values.names()) {
      if (name.startsWith("aws_") && !KNOWN.contains(name)) {
        fault(name, "is not known; known are " + String.join(", ", KNOWN));
      }
    }
    if (!values.isIam()) {
      KNOWN.stream()
          .filter(name -> values.extra(name).isPresent())
          .forEach(name -> fault(name, "is not used with authType basic"));
      return;
    }
    contradictions();
    shapes();
    if (complete) {
      missing();
    }
  }

  private void contradictions() {
    same("username", "dbuser");
    same(REGION, "region");
    if (values.isRole()) {
      if (!values.password().isBlank()) {
        errors.add(
            prefix + "password",
            "is not used with authType iam_role; put the access key into extra.%s and extra.%s"
                .formatted(ACCESS_KEY, SECRET_KEY));
      }
      databaseUser(values)
          .filter(user -> !values.username().isBlank() && !user.equals(values.username()))
          .ifPresent(user -> errors.add(prefix + "username", "differs from extra.username"));
    } else {
      OF_ROLES.stream()
          .filter(name -> values.extra(name).isPresent())
          .forEach(name -> fault(name, "is only used with authType iam_role"));
      values
          .extra(ACCESS_KEY)
          .filter(key -> !values.username().isBlank() && !key.equals(values.username()))
          .ifPresent(key -> fault(ACCESS_KEY, "differs from username, which holds the access key"));
    }
    if (values.extra(PROFILE).isPresent() && accessKey(values).isPresent()) {
      fault(PROFILE, "cannot be given together with an access key");
    }
    boolean keyless = accessKey(values).isEmpty();
    if (keyless && (secretKey(values).isPresent() || values.extra(SESSION_TOKEN).isPresent())) {
      if (values.isRole() || values.password().isBlank()) {
        fault(ACCESS_KEY, "must be given with a secret key or a session token");
      } else {
        errors.add(prefix + "username", "must hold the access key that the secret key belongs to");
      }
    }
  }

  private void same(String one, String other) {
    Optional<String> first = values.extra(one);
    Optional<String> second = values.extra(other);
    if (first.isPresent() && second.isPresent() && !first.equals(second)) {
      fault(other, "differs from extra." + one);
    }
  }

  private void shapes() {
    values
        .anyOf(REGION, "region")
        .filter(region -> !RdsRegion.isRegion(region))
        .ifPresent(region -> fault(REGION, "must be the name of a region, for example eu-west-1"));
    shape(ROLE, ROLE_ARN, "must be like arn:aws:iam::123456789012:role/name");
    shape(EXTERNAL_ID, EXTERNAL_ID_SHAPE, "must be 2 to 1224 letters, digits and +=,.@:/-");
    shape(SESSION_NAME, SESSION_SHAPE, "must be 2 to 64 letters, digits and +=,.@-");
    shape(SOURCE_IDENTITY, SESSION_SHAPE, "must be 2 to 64 letters, digits and +=,.@-");
    shape(PROFILE, PROFILE_SHAPE, "must be the name of a profile");
    values
        .extra(STS_ENDPOINT)
        .filter(text -> !isEndpoint(text))
        .ifPresent(
            text ->
                fault(
                    STS_ENDPOINT,
                    "must be an https address of a host without path, for example"
                        + " https://sts.eu-west-1.amazonaws.com; http only on this machine"));
  }

  private void shape(String name, Pattern pattern, String message) {
    values
        .extra(name)
        .filter(text -> !values.isReference(name))
        .filter(text -> !pattern.matcher(text).matches())
        .ifPresent(text -> fault(name, message));
  }

  private static boolean isEndpoint(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
    boolean plain =
        uri.getHost() != null
            && uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
    return plain
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && isThisMachine(uri.getHost())));
  }

  /** Compares the text only, so that nothing is resolved while a request is read. */
  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.matches("127\\.[0-9.]+") || host.equals("[::1]");
  }

  private void missing() {
    if (databaseUser(values).isEmpty()) {
      fault("username", "must be the database user, with authType " + values.authType());
    }
    if (values.isRole() && values.extra(ROLE).isEmpty()) {
      fault(ROLE, "must be given with authType iam_role");
    }
    if (accessKey(values).isPresent() && secretKey(values).isEmpty()) {
      if (values.extra(ACCESS_KEY).isPresent()) {
        fault(SECRET_KEY, "must be given with an access key");
      } else {
        errors.add(prefix + "password", "must be the secret key of the access key in username");
      }
    }
  }

  private void fault(String name, String message) {
    errors.add(prefix + "extra." + name, message);
  }
}
