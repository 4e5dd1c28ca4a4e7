package io.gazetteer.source;

import java.util.List;
import java.util.Optional;

/**
 * What of a server is to be read. All regular expressions are PostgreSQL's own and already anchored
 * to the whole name; they reach the source as bound parameters.
 *
 * @param include rules of which one must hold; empty = everything
 * @param exclude rules of which none may hold; they win over {@code include}
 * @param excludedRelations names of tables and views that are left out; empty = none
 */
public record Selection(
    List<Rule> include, List<Rule> exclude, Optional<String> excludedRelations) {

  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), List.of(), Optional.empty());

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * A pair of names.
   *
   * @param database regular expression over the database's name
   * @param schema regular expression over the schema's name; empty = each schema
   */
  public record Rule(String database, Optional<String> schema) {}
}
