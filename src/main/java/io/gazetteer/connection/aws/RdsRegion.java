package io.gazetteer.connection.aws;

import io.gazetteer.common.AppException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the AWS region in host names of RDS, Aurora and RDS Proxy. */
public final class RdsRegion {

  /** For example eu-west-1, us-gov-west-1, cn-north-1, us-iso-east-1. */
  private static final String REGION = "[a-z]{2}(?:-[a-z]+){1,2}-[0-9]{1,2}";

  private static final Pattern SHAPE = Pattern.compile(REGION);

  /** Instances, clusters, custom endpoints and proxies; GovCloud is spelled the same way. */
  private static final Pattern STANDARD =
      Pattern.compile("(?:[^.]+\\.)+(" + REGION + ")\\.rds\\.amazonaws\\.com");

  /** China puts the region after the service. */
  private static final Pattern CHINA =
      Pattern.compile("(?:[^.]+\\.)+rds\\.(" + REGION + ")\\.amazonaws\\.com\\.cn");

  private RdsRegion() {}

  /** Returns whether a text has the form of a region name; it may not exist. */
  public static boolean isRegion(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** Returns the region in a host name; empty for aliases and addresses. */
  public static Optional<String> of(String host) {
    String name = RdsToken.canonical(host);
    return Stream.of(STANDARD, CHINA)
        .map(pattern -> pattern.matcher(name))
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst();
  }

  /**
   * Returns the given region, or else the one in the host name.
   *
   * @throws AppException AWS_REGION_UNKNOWN if there is neither
   */
  public static String of(String host, Optional<String> given) {
    return given
        .or(() -> of(host))
        .orElseThrow(
            () ->
                new AppException(
                    AwsError.AWS_REGION_UNKNOWN,
                    ("The AWS region is unknown: %s is not an endpoint of RDS, Aurora or RDS Proxy"
                            + " that contains one. Set extra.aws_region, for example eu-west-1, and"
                            + " use the endpoint's own name as host, because AWS does not sign for"
                            + " aliases")
                        .formatted(host.toLowerCase(Locale.ROOT))));
  }
}
