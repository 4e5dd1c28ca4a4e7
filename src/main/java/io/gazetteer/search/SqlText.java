package io.gazetteer.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Builds a statement from texts and fragments, and keeps parameters in order. */
final class SqlText {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  SqlText add(String text, Object... values) {
    sql.append(text);
    Collections.addAll(parameters, values);
    return this;
  }

  SqlText add(SqlFragment fragment) {
    sql.append(fragment.sql());
    parameters.addAll(fragment.parameters());
    return this;
  }

  SqlFragment build() {
    return new SqlFragment(sql.toString(), parameters);
  }
}
