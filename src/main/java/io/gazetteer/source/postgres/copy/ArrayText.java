package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.OversizedValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and writes one-dimensional arrays in their text form, for example {@code {one,"two,
 * three"}}.
 */
public final class ArrayText {

  private ArrayText() {}

  /** An array of oids. */
  public static String of(Collection<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  /** The elements; empty for a null text. */
  public static List<String> elements(String text) {
    List<String> elements = new ArrayList<>();
    if (text == null || text.length() <= 2) {
      return elements;
    }
    if (OversizedValue.isIn(text)) {
      elements.add(text);
      return elements;
    }
    StringBuilder element = new StringBuilder();
    boolean quoted = false;
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        element.append(text.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        elements.add(element.toString());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    elements.add(element.toString());
    return elements;
  }
}
