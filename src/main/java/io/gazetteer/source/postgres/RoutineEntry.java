package io.gazetteer.source.postgres;

import io.gazetteer.source.Privileges;
import java.util.List;

/** A routine on its way to becoming a row: its definition is read after it. */
final class RoutineEntry {
  String schema;
  String name;
  boolean procedure;
  String argumentTypesJson;
  String argumentsJson;
  String result;
  boolean returnsSet;
  String language;
  String owner;
  String comment;
  char volatility;
  boolean securityDefiner;
  boolean strict;
  boolean leakproof;
  List<String> settings = List.of();
  char parallel;
  String definition;
  boolean definitionKnown = true;
  boolean argumentDefaultsKnown = true;
  String extension;
  Privileges privileges;
}
