package io.gazetteer.crawl.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties of one object in an extractor's file, with names in upper case. A property may
 * have several names, of which the first that is present counts; null and empty text count as
 * absent.
 */
final class ExtractorObject {

  private static final Set<String> YES = Set.of("YES", "Y", "TRUE", "T", "1");

  /** Far above any server's names. */
  private static final int MAX_NAME = 1_000;

  private final Map<String, JsonNode> values = new TreeMap<>();
  private final String place;

  /**
   * An object.
   *
   * @param place file and line, for messages
   */
  ExtractorObject(ObjectNode object, String place) {
    this.place = place;
    object
        .properties()
        .forEach(entry -> values.put(entry.getKey().toUpperCase(Locale.ROOT), entry.getValue()));
  }

  /** Returns an error that names file and line. */
  AppException damaged(String why) {
    return damaged(place, why);
  }

  /**
   * Returns the error for damaged files.
   *
   * @param place what is damaged, for example file and line
   */
  static AppException damaged(String place, String why) {
    return new AppException(
        OfflineError.OFFLINE_FILE_DAMAGED,
        "%s %s. Nothing of the database was stored. Extract it again".formatted(place, why));
  }

  /** A text, or a number or boolean as text. */
  Optional<String> text(String... names) {
    for (String name : names) {
      JsonNode value = values.get(name);
      if (value != null && value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return Optional.of(value.asText());
      }
    }
    return Optional.empty();
  }

  String required(String... names) {
    String found = text(names).orElseThrow(() -> damaged("has no " + names[0]));
    for (String name : names) {
      if (values.containsKey(name) && !values.get(name).isTextual() && !values.get(name).isNull()) {
        throw damaged(name + " is not a text");
      }
    }
    int bytes = found.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME) {
      throw damaged(names[0] + " has " + bytes + " bytes");
    }
    return found;
  }

  /** An integer, also if it is written as text or with a fraction of zero. */
  Optional<Long> number(String... names) {
    return text(names)
        .map(
            written -> {
              try {
                return new java.math.BigDecimal(written.strip()).longValueExact();
              } catch (ArithmeticException | NumberFormatException fault) {
                throw damaged(names[0] + " is not an integer");
              }
            });
  }

  /** An integer in the range of counts and positions; empty for others. */
  Optional<Integer> count(String... names) {
    return number(names)
        .filter(value -> value >= 0 && value <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  /** Whether a property is true, in any common spelling. */
  boolean isYes(String... names) {
    return text(names).map(word -> YES.contains(word.toUpperCase(Locale.ROOT))).orElse(false);
  }
}
