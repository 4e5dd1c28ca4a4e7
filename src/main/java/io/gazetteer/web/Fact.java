package io.gazetteer.web;

/** A label and what it says. */
public record Fact(String label, String value, boolean code) {

  static Fact words(String label, String value) {
    return new Fact(label, value, false);
  }

  static Fact code(String label, String value) {
    return new Fact(label, value, true);
  }
}
