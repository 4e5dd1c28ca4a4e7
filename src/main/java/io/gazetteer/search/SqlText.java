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

  /** All of the fragments, with a text between any two. */
  SqlText join(List<SqlFragment> fragments, String between) {
    for (int i = 0; i < fragments.size(); i++) {
      add(i == 0 ? "" : between).add(fragments.get(i));
    }
    return this;
  }

  SqlFragment build() {
    return new SqlFragment(sql.toString(), parameters);
  }
}
