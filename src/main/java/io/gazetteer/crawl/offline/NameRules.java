package io.gazetteer.crawl.offline;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Applies a workflow's filters to names from files. The expressions are PostgreSQL's, so the
 * catalog database evaluates them, as the server would have done.
 */
@ApplicationScoped
class NameRules {

  private final Jdbi jdbi;

  @Inject
  NameRules(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Lists databases by name with what the rules say of each; all can be read. */
  List<DatabaseListing> databases(Collection<String> names, Selection selection) {
    Stream<Selection.Rule> whole =
        selection.exclude().stream().filter(rule -> rule.schema().isEmpty());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(NameRules.class, "databases"))
                .bindArray("names", String.class, names.toArray())
                .bindArray("include", String.class, databases(selection.include().stream()))
                .bindArray("exclude", String.class, databases(whole))
                .map(
                    (row, context) ->
                        new DatabaseListing(
                            row.getString("name"),
                            true,
                            false,
                            row.getBoolean("included"),
                            row.getBoolean("excluded")))
                .list());
  }

  Set<String> schemas(String database, Collection<String> names, Selection selection) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(SqlFiles.of(NameRules.class, "schemas"))
                    .bind("database", database)
                    .bindArray("names", String.class, names.toArray())
                    .bindArray(
                        "includeDatabase", String.class, databases(selection.include().stream()))
                    .bindArray("includeSchema", String.class, schemas(selection.include()))
                    .bindArray(
                        "excludeDatabase", String.class, databases(selection.exclude().stream()))
                    .bindArray("excludeSchema", String.class, schemas(selection.exclude()))
                    .mapTo(String.class)
                    .list()));
  }

  /** Determines which rules match schemas of a database. */
  FilterMatch match(String database, Collection<String> names, Selection selection) {
    List<Selection.Rule> include = of(database, selection.include());
    List<Selection.Rule> exclude = of(database, selection.exclude());
    return new FilterMatch(include.size(), unmatched(include, names), unmatched(exclude, names));
  }

  private List<Selection.Rule> of(String database, List<Selection.Rule> rules) {
    Set<String> matching =
        rules.stream()
            .map(Selection.Rule::database)
            .distinct()
            .filter(expression -> !matching(List.of(database), expression).isEmpty())
            .collect(Collectors.toSet());
    return rules.stream().filter(rule -> matching.contains(rule.database())).toList();
  }

  private List<Selection.Rule> unmatched(List<Selection.Rule> rules, Collection<String> names) {
    Set<String> known = Set.copyOf(names);
    return rules.stream()
        .filter(rule -> rule.schema().isPresent())
        .filter(
            rule ->
                rule.schemaName()
                    .map(name -> !known.contains(name))
                    .orElseGet(() -> matching(names, rule.schema().get()).isEmpty()))
        .toList();
  }

  /** Returns the schemas that include rules name without a pattern. */
  Set<String> named(String database, Selection selection) {
    return selection.include().stream()
        .filter(rule -> rule.schemaName().isPresent())
        .filter(rule -> !matching(List.of(database), rule.database()).isEmpty())
        .map(rule -> rule.schemaName().get())
        .collect(Collectors.toSet());
  }

  /** Returns the expressions that match any of the names. */
  Set<String> matched(Collection<String> expressions, Collection<String> names) {
    return expressions.stream()
        .filter(expression -> !matching(names, expression).isEmpty())
        .collect(Collectors.toSet());
  }

  Set<String> matching(Collection<String> names, String regex) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(SqlFiles.of(NameRules.class, "relations"))
                    .bindArray("names", String.class, names.toArray())
                    .bind("regex", regex)
                    .mapTo(String.class)
                    .list()));
  }

  private static Object[] databases(Stream<Selection.Rule> rules) {
    return rules.map(Selection.Rule::database).toArray();
  }

  private static Object[] schemas(List<Selection.Rule> rules) {
    return rules.stream().map(rule -> rule.schema().orElse(null)).toArray();
  }
}
