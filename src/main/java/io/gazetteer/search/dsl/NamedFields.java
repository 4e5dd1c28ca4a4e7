package io.gazetteer.search.dsl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the fields that a query names, at any depth. */
public final class NamedFields implements Query.Visitor<Void> {

  private final Set<String> found = new HashSet<>();

  private NamedFields() {}

  public static Set<String> of(Query query) {
    NamedFields fields = new NamedFields();
    query.accept(fields);
    return fields.found;
  }

  @Override
  public Void matchAll() {
    return null;
  }

  @Override
  public Void matchNone() {
    return null;
  }

  @Override
  public Void bool(Query.Bool query) {
    for (List<Query> clauses :
        List.of(query.must(), query.filter(), query.should(), query.mustNot())) {
      clauses.forEach(clause -> clause.accept(this));
    }
    return null;
  }

  @Override
  public Void term(Query.Term query) {
    return named(query.field());
  }

  @Override
  public Void terms(Query.Terms query) {
    return named(query.field());
  }

  @Override
  public Void prefix(Query.Prefix query) {
    return named(query.field());
  }

  @Override
  public Void wildcard(Query.Wildcard query) {
    return named(query.field());
  }

  @Override
  public Void regexp(Query.Regexp query) {
    return named(query.field());
  }

  @Override
  public Void match(Query.Match query) {
    return named(query.field());
  }

  @Override
  public Void matchPhrase(Query.MatchPhrase query) {
    return named(query.field());
  }

  @Override
  public Void exists(Query.Exists query) {
    return named(query.field());
  }

  @Override
  public Void range(Query.Range query) {
    return named(query.field());
  }

  private Void named(String field) {
    found.add(field);
    return null;
  }
}
