package io.gazetteer.connection.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Makes the text that RDS takes instead of a password: a request {@code rds-db:connect}, signed and
 * never sent to AWS. Made on this machine alone.
 */
public final class RdsToken {

  /** The longest that AWS takes. It is looked at when signing in only. */
  public static final Duration VALIDITY = Duration.ofMinutes(15);

  private RdsToken() {}

  /**
   * A new token.
   *
   * @param host the endpoint that is connected to; the token is for no other
   * @param user the database user
   * @return secret for as long as it is valid: never keep, print or send it anywhere else
   */
  public static String of(
      String host,
      int port,
      String user,
      String region,
      AwsCredentialsIdentity identity,
      Clock clock) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host(canonical(host))
            .port(port)
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("DBUser", user)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALIDITY)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    // Not getUri(): the SDK writes addresses to its log, at the level trace.
    return signed.host() + ":" + port + "/?" + signed.encodedQueryParameters().orElseThrow();
  }

  /** A host's name as AWS writes it: small letters, no dot at the end. */
  static String canonical(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
