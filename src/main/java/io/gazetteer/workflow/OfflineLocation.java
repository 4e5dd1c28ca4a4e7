package io.gazetteer.workflow;

import io.gazetteer.common.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where the files of an offline extraction are.
 *
 * @param bucket never empty
 * @param prefix common start of the object keys, without slashes at its ends; empty = the whole
 *     bucket
 * @param region of the bucket; empty = the configured region
 */
public record OfflineLocation(String bucket, String prefix, Optional<String> region) {

  /** Parameter name in packages. */
  public static final String BUCKET = "metadata-s3-bucket";

  public static final String PREFIX = "metadata-s3-prefix";
  public static final String REGION = "metadata-s3-region";

  private static final Pattern BUCKET_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9])?");
  private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int MAX_KEY_BYTES = 1_024;

  /**
   * Reads a location and notes everything wrong with it.
   *
   * @param prefix with or without slashes at its ends
   * @param region empty = the configured region
   * @param names names of the parameters in the request, for the errors
   * @return what could be read; must not be used if there are errors
   */
  public static OfflineLocation read(
      String bucket,
      String prefix,
      String region,
      UnaryOperator<String> names,
      FieldErrors errors) {
    if (!BUCKET_NAME.matcher(bucket).matches()) {
      errors.add(
          names.apply(BUCKET),
          "must name a bucket, or a store that this service is set up with, as extraction-method is"
              + " s3");
    }
    boolean climbs = Arrays.stream(prefix.split("/", -1)).anyMatch(List.of("..", ".")::contains);
    boolean control = prefix.chars().anyMatch(Character::isISOControl);
    if (climbs || control || prefix.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      errors.add(
          names.apply(PREFIX),
          "must be at most 1024 bytes without control characters, and no part of it . or ..");
    }
    if (!region.isEmpty() && !REGION_NAME.matcher(region).matches()) {
      errors.add(names.apply(REGION), "must be a region's name, for example eu-west-1");
    }
    return new OfflineLocation(
        bucket,
        prefix.replaceAll("^/+|/+$", ""),
        region.isEmpty() ? Optional.empty() : Optional.of(region));
  }

  /** Returns it as people write it, for example {@code s3://metadata/shop/today}. */
  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
