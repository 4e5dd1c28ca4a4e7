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
 * Creates the token that RDS accepts instead of a password: a signed {@code rds-db:connect}
 * request, which is never sent to AWS.
 */
public final class RdsToken {

  /** The maximum that AWS accepts. Checked only at sign-in. */
  public static final Duration VALIDITY = Duration.ofMinutes(15);

  private RdsToken() {}

  /**
   * Creates a token.
   *
   * @param host the endpoint to connect to; the token is valid for no other
   * @return secret while it is valid: never store or log it, or send it anywhere else
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
    // Not getUri(): the SDK logs addresses at level trace.
    return signed.host() + ":" + port + "/?" + signed.encodedQueryParameters().orElseThrow();
  }

  /** Returns a host name as AWS writes it: lower case, no trailing dot. */
  static String canonical(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
