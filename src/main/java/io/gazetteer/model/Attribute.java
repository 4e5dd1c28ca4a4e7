package io.gazetteer.model;

import java.util.List;

/**
 * A property of assets.
 *
 * @param name the name in the API, in stored data and in searches
 * @param label what pages call it
 * @param editable whether people may write it; what they wrote is shown in place of any other value
 * @param values the only values that people may write, in the SDKs' order; empty = any
 */
public record Attribute(
    String name,
    AttributeType type,
    Origin origin,
    String label,
    boolean editable,
    List<String> values) {

  public Attribute {
    values = List.copyOf(values);
  }

  /** A crawled attribute whose label follows from its name. */
  public static Attribute crawled(String name, AttributeType type) {
    return new Attribute(name, type, Origin.CRAWLED, label(name), false, List.of());
  }

  public static Attribute text(String name) {
    return crawled(name, AttributeType.TEXT);
  }

  public static Attribute number(String name) {
    return crawled(name, AttributeType.NUMBER);
  }

  public static Attribute flag(String name) {
    return crawled(name, AttributeType.BOOLEAN);
  }

  public static Attribute time(String name) {
    return crawled(name, AttributeType.TIME);
  }

  public static Attribute list(String name) {
    return crawled(name, AttributeType.LIST);
  }

  /** A number that moves by itself. */
  public static Attribute statistic(String name) {
    return number(name).from(Origin.STATISTIC);
  }

  public Attribute from(Origin other) {
    return new Attribute(name, type, other, label, editable, values);
  }

  public Attribute labelled(String other) {
    return new Attribute(name, type, origin, other, editable, values);
  }

  /** The same, and people may write it. */
  public Attribute asEditable() {
    return new Attribute(name, type, origin, label, true, values);
  }

  /** The same, and people may write one of these values. */
  public Attribute oneOf(String... only) {
    return new Attribute(name, type, origin, label, true, List.of(only));
  }

  /** {@code isPrimary} becomes {@code Primary}, {@code argumentTypes} {@code Argument types}. */
  public static String label(String name) {
    return Words.sentence(name.replaceFirst("^is(?=[A-Z])", ""));
  }
}
