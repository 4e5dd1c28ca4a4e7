package io.gazetteer.model;

import java.util.Locale;

/** Turns names in code into words. */
final class Words {

  private Words() {}

  /** {@code EventTrigger}, {@code eventTrigger} and {@code event_trigger} become Event trigger. */
  static String sentence(String name) {
    String words =
        name.replace('_', ' ').replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** {@code Event trigger} becomes {@code EventTrigger}. */
  static String camel(String label) {
    StringBuilder name = new StringBuilder();
    for (String word : label.split(" ", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  /** {@code Event triggers} becomes {@code event_triggers}. */
  static String snake(String label) {
    return label.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
