package io.gazetteer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.Faults;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a workflow says about publishing, in its parameters {@code publish}, {@code publish-store},
 * {@code publish-keep-runs} and {@code publish-keep-days}. What is empty is as the settings say
 * ({@link PublishSettings}).
 *
 * @param keepRuns at least 1
 * @param keepDays 0 = none are deleted by age
 */
public record PublishOptions(
    Optional<Boolean> enabled,
    Optional<String> store,
    Optional<Integer> keepRuns,
    Optional<Integer> keepDays) {

  /** Everything as the settings say. */
  public static final PublishOptions NONE =
      new PublishOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final String ENABLED = "publish";
  private static final String STORE = "publish-store";
  private static final String KEEP_RUNS = "publish-keep-runs";
  private static final String KEEP_DAYS = "publish-keep-days";

  /** Of parameters by name, null or blank ones as absent; those that are wrong as absent, too. */
  public static PublishOptions of(Map<String, JsonNode> parameters) {
    return new PublishOptions(
        text(parameters, ENABLED)
            .filter(word -> word.matches("true|false"))
            .map(Boolean::parseBoolean),
        text(parameters, STORE),
        number(parameters, KEEP_RUNS).filter(runs -> runs > 0),
        number(parameters, KEEP_DAYS));
  }

  /**
   * Notes everything wrong with the parameters.
   *
   * @param stores the names that may be given
   */
  public static void check(Map<String, JsonNode> parameters, Set<String> stores, Faults faults) {
    if (text(parameters, ENABLED).filter(word -> !word.matches("true|false")).isPresent()) {
      faults.add("parameters." + ENABLED, "must be true or false");
    }
    if (text(parameters, STORE).filter(name -> !stores.contains(name)).isPresent()) {
      faults.add(
          "parameters." + STORE,
          "must be one of " + String.join(", ", stores) + " (gazetteer.export.stores)");
    }
    if (text(parameters, KEEP_RUNS).isPresent()
        && number(parameters, KEEP_RUNS).filter(runs -> runs > 0).isEmpty()) {
      faults.add("parameters." + KEEP_RUNS, "must be a whole number from 1 to 100000");
    }
    if (text(parameters, KEEP_DAYS).isPresent() && number(parameters, KEEP_DAYS).isEmpty()) {
      faults.add(
          "parameters." + KEEP_DAYS, "must be a whole number from 0 to 100000; 0 = no limit");
    }
  }

  private static Optional<String> text(Map<String, JsonNode> parameters, String name) {
    JsonNode value = parameters.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(value.isValueNode() ? value.asText() : "?").filter(text -> !text.isBlank());
  }

  private static Optional<Integer> number(Map<String, JsonNode> parameters, String name) {
    return text(parameters, name)
        .filter(text -> text.matches("\\d{1,5}|100000"))
        .map(Integer::parseInt);
  }
}
