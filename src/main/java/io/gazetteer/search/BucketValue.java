package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.util.Optional;

/**
 * The value of one bucket of an aggregation, which every row of the bucket has.
 *
 * @param path the field
 * @param key as the catalog database returned it
 */
record BucketValue(String path, Object key) {

  /** The same as a clause; empty where none means exactly this value. */
  Optional<Query> clause(Field field) {
    return field.type() == FieldType.KEYWORD && !field.ignoreCase()
        ? Optional.of(new Query.Term(path, (String) key, false))
        : Optional.empty();
  }

  /** The condition on the rows of a table. */
  SqlFragment condition(FieldMap fields) {
    Field field = fields.field(path).orElseThrow();
    if (field.isAbsent()) {
      return SqlFragment.FALSE;
    }
    String sql = "(" + field.sql() + ")";
    return switch (field.type()) {
      case KEYWORDS -> SqlFragment.of(sql + " @> ?", (Object) new String[] {(String) key});
      case GUID -> SqlFragment.of(sql + " = CAST(? AS uuid)", key);
      case KEYWORD, TEXT, NUMBER, BOOLEAN, TIME -> SqlFragment.of(sql + " = ?", key);
    };
  }
}
