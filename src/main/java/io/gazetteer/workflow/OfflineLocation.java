package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gazetteer.common.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the files lie that an offline extraction reads.
 *
 * @param bucket never empty
 * @param prefix what the names of the files begin with, up to a slash; without slashes around it;
 *     empty = the whole bucket
 * @param region of the bucket; empty = the one that this service is set up for
 */
public record OfflineLocation(String bucket, String prefix, Optional<String> region) {

  /** The parameters of a definition, under the names that the SDKs send. */
  static final String BUCKET = "metadata-s3-bucket";

  static final String PREFIX = "metadata-s3-prefix";
  static final String REGION = "metadata-s3-region";

  private static final Pattern BUCKET_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9])?");
  private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int MAX_KEY_BYTES = 1_024;

  /** Reads the parameters of a definition and finds everything wrong with them. */
  static void check(Map<String, JsonNode> parameters, Faults faults) {
    String bucket = text(parameters, BUCKET, faults);
    if (!BUCKET_NAME.matcher(bucket).matches()) {
      faults.add(
          "parameters." + BUCKET,
          "must name a bucket, or a store that this service is set up with, as extraction-method is"
              + " s3");
    }
    String prefix = text(parameters, PREFIX, faults);
    boolean climbs = Arrays.stream(prefix.split("/", -1)).anyMatch(List.of("..", ".")::contains);
    boolean control = prefix.chars().anyMatch(Character::isISOControl);
    if (climbs || control || prefix.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      faults.add(
          "parameters." + PREFIX,
          "must be at most 1024 bytes without control characters, and no part of it . or ..");
    }
    String region = text(parameters, REGION, faults);
    if (!region.isEmpty() && !REGION_NAME.matcher(region).matches()) {
      faults.add("parameters." + REGION, "must be a region's name, for example eu-west-1");
    }
  }

  private static String text(Map<String, JsonNode> parameters, String name, Faults faults) {
    JsonNode value = parameters.getOrDefault(name, MissingNode.getInstance());
    if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
      faults.add("parameters." + name, "must be text");
    }
    return value.isTextual() ? value.textValue().strip() : "";
  }

  /** The location that a stored definition names in its parameters. */
  static OfflineLocation of(Map<String, JsonNode> parameters) {
    Faults checkedBefore = new Faults();
    String region = text(parameters, REGION, checkedBefore);
    return new OfflineLocation(
        text(parameters, BUCKET, checkedBefore),
        text(parameters, PREFIX, checkedBefore).replaceAll("^/+|/+$", ""),
        region.isEmpty() ? Optional.empty() : Optional.of(region));
  }

  /** In words for people, for example {@code s3://metadata/shop/today}. */
  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
