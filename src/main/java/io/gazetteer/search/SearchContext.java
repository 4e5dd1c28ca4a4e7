package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.time.Instant;

/**
 * The state that all parts of one search share.
 *
 * @param now what {@code now} means in date maths
 */
record SearchContext(SearchIndex index, StatementRunner statements, Instant now) {

  /** The condition under which a row matches a query. */
  SqlFragment condition(Query query, FieldMap fields) {
    return QueryCompiler.compile(query, fields, now);
  }
}
