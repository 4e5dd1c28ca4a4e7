package io.gazetteer.publish;

import io.gazetteer.common.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a workflow says about publishing, in its parameters {@code publish}, {@code publish-store},
 * {@code publish-keep-runs} and {@code publish-keep-days}. Empty options have the defaults of
 * {@link PublishSettings}.
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

  public static final List<String> PARAMETERS = List.of(ENABLED, STORE, KEEP_RUNS, KEEP_DAYS);

  /**
   * Reads parameters and notes everything wrong with them.
   *
   * @param parameters texts by name; a blank one is as one that is missing
   * @param stores the names of stores that may be given
   * @param names where the parameters stand in the request, for the errors
   * @return what could be read; not to be used when errors were noted
   */
  public static PublishOptions read(
      Map<String, String> parameters,
      Set<String> stores,
      UnaryOperator<String> names,
      FieldErrors errors) {
    if (text(parameters, ENABLED).filter(word -> !word.matches("true|false")).isPresent()) {
      errors.add(names.apply(ENABLED), "must be true or false");
    }
    if (text(parameters, STORE).filter(name -> !stores.contains(name)).isPresent()) {
      errors.add(
          names.apply(STORE),
          "must be one of " + String.join(", ", stores) + " (gazetteer.export.stores)");
    }
    Optional<Integer> keepRuns = number(parameters, KEEP_RUNS).filter(runs -> runs > 0);
    if (text(parameters, KEEP_RUNS).isPresent() && keepRuns.isEmpty()) {
      errors.add(names.apply(KEEP_RUNS), "must be a whole number from 1 to 100000");
    }
    Optional<Integer> keepDays = number(parameters, KEEP_DAYS);
    if (text(parameters, KEEP_DAYS).isPresent() && keepDays.isEmpty()) {
      errors.add(names.apply(KEEP_DAYS), "must be a whole number from 0 to 100000; 0 = no limit");
    }
    return new PublishOptions(
        text(parameters, ENABLED).map(Boolean::parseBoolean),
        text(parameters, STORE),
        keepRuns,
        keepDays);
  }

  private static Optional<String> text(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
  }

  private static Optional<Integer> number(Map<String, String> parameters, String name) {
    return text(parameters, name)
        .filter(text -> text.matches("\\d{1,5}|100000"))
        .map(Integer::parseInt);
  }
}
