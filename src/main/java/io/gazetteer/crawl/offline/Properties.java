package io.gazetteer.crawl.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties of one object of an extractor's file, under upper-case names whatever their case
 * in the file. A property may have several names, of which the first that is there counts; null and
 * empty text are as good as absent.
 */
final class Properties {

  private static final Set<String> YES = Set.of("YES", "Y", "TRUE", "T", "1");

  /** Far above any server's names. */
  private static final int MAX_NAME = 1_000;

  private final Map<String, JsonNode> values = new TreeMap<>();
  private final String place;

  /**
   * An object.
   *
   * @param place file and line, for faults
   */
  Properties(ObjectNode object, String place) {
    this.place = place;
    object
        .properties()
        .forEach(entry -> values.put(entry.getKey().toUpperCase(Locale.ROOT), entry.getValue()));
  }

  /** File and line, for faults. */
  String place() {
    return place;
  }

  /** A text, or a number or truth value as text. */
  Optional<String> text(String... names) {
    for (String name : names) {
      JsonNode value = values.get(name);
      if (value != null && value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return Optional.of(value.asText());
      }
    }
    return Optional.empty();
  }

  /** A text that has to be there. */
  String required(String... names) {
    String found = text(names).orElseThrow(() -> ObjectsFile.damaged(place, "has no " + names[0]));
    for (String name : names) {
      if (values.containsKey(name) && !values.get(name).isTextual() && !values.get(name).isNull()) {
        throw ObjectsFile.damaged(place, name + " is no text");
      }
    }
    int bytes = found.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME) {
      throw ObjectsFile.damaged(place, names[0] + " has " + bytes + " bytes");
    }
    return found;
  }

  /** A whole number, also where it is written as text or with a fraction of zero. */
  Optional<Long> number(String... names) {
    return text(names)
        .map(
            written -> {
              try {
                return new java.math.BigDecimal(written.strip()).longValueExact();
              } catch (ArithmeticException | NumberFormatException fault) {
                throw ObjectsFile.damaged(place, names[0] + " is no whole number");
              }
            });
  }

  /** A whole number that a count or a position may have; empty for what is beyond. */
  Optional<Integer> count(String... names) {
    return number(names)
        .filter(value -> value >= 0 && value <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  /** Whether a property says yes, in any of the usual words. */
  boolean isYes(String... names) {
    return text(names).map(word -> YES.contains(word.toUpperCase(Locale.ROOT))).orElse(false);
  }
}
