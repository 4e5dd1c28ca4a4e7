package io.gazetteer.source.h2;

import io.gazetteer.source.Selection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A selection over one database. Its expressions are read as Java's, which H2 uses too. */
final class Wanted {

  private final Selection selection;
  private final String database;

  Wanted(Selection selection, String database) {
    this.selection = selection;
    this.database = database;
  }

  /** Whether an include rule names the database. */
  boolean namesDatabase() {
    return selection.include().stream().anyMatch(this::ofDatabase);
  }

  /** Whether an exclude rule leaves out the whole of it. */
  boolean bansDatabase() {
    return selection.exclude().stream()
        .anyMatch(rule -> rule.schema().isEmpty() && ofDatabase(rule));
  }

  Predicate<String> schemas() {
    Predicate<String> included = anyOf(selection.include());
    Predicate<String> excluded = anyOf(selection.exclude());
    return schema ->
        (selection.include().isEmpty() || included.test(schema)) && !excluded.test(schema);
  }

  Predicate<String> relations() {
    return selection
        .excludedRelations()
        .map(regex -> Pattern.compile(regex).asPredicate().negate())
        .orElse(name -> true);
  }

  private Predicate<String> anyOf(List<Selection.Rule> rules) {
    return rules.stream()
        .filter(this::ofDatabase)
        .map(
            rule ->
                rule.schema()
                    .map(regex -> Pattern.compile(regex).asPredicate())
                    .orElse(name -> true))
        .reduce(name -> false, Predicate::or);
  }

  private boolean ofDatabase(Selection.Rule rule) {
    return Pattern.compile(rule.database()).matcher(database).find();
  }
}
