package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles a filter to an HQL condition. Values are always bound; expressions come only from the
 * fields of the list.
 */
final class FilterCompiler {

  private static final String EVERYTHING = "1 = 1";
  private static final String NOTHING = "1 = 0";

  private final Map<String, String> fields;
  private final Map<String, String> values = new LinkedHashMap<>();

  private FilterCompiler(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * An HQL condition and its values.
   *
   * @param hql a complete condition, also without a filter
   * @param values by parameter name
   */
  record Condition(String hql, Map<String, String> values) {

    /** Returns the conjunction of both conditions, whose parameter names must differ. */
    Condition and(Condition other) {
      Map<String, String> all = new HashMap<>(values);
      all.putAll(other.values);
      return new Condition("(" + hql + ") and (" + other.hql + ")", all);
    }
  }

  /**
   * Compiles a filter.
   *
   * @param fields HQL expression by field name
   * @throws AppException IDENTITY_QUERY_INVALID if the list does not have a field
   */
  static Condition compile(IdentityFilter filter, Map<String, String> fields) {
    FilterCompiler compiler = new FilterCompiler(fields);
    String hql = compiler.condition(filter);
    return new Condition(hql, compiler.values);
  }

  private String condition(IdentityFilter filter) {
    if (filter instanceof IdentityFilter.All all) {
      return joined(all.filters(), " and ");
    }
    if (filter instanceof IdentityFilter.Any any) {
      return joined(any.filters(), " or ");
    }
    if (filter instanceof IdentityFilter.Equal equal) {
      return compared(equal.field(), equal.value(), " = ", " is null");
    }
    if (filter instanceof IdentityFilter.NotEqual unequal) {
      return compared(unequal.field(), unequal.value(), " is distinct from ", " is not null");
    }
    if (filter instanceof IdentityFilter.Like like) {
      return expression(like.field()) + " ilike " + bind(like.pattern());
    }
    IdentityFilter.In in = (IdentityFilter.In) filter;
    String left = expression(in.field());
    List<String> names = in.values().stream().map(this::bind).toList();
    return names.isEmpty() ? NOTHING : left + " in (" + String.join(", ", names) + ")";
  }

  private String joined(List<IdentityFilter> filters, String word) {
    List<String> conditions = new ArrayList<>();
    filters.forEach(each -> conditions.add(condition(each)));
    return conditions.isEmpty() ? EVERYTHING : "(" + String.join(word, conditions) + ")";
  }

  private String compared(String field, Optional<String> value, String operator, String absent) {
    String left = expression(field);
    return value.map(text -> left + operator + bind(text)).orElse(left + absent);
  }

  private String expression(String field) {
    String expression = fields.get(field);
    if (expression == null) {
      throw new AppException(
          IdentityError.IDENTITY_QUERY_INVALID,
          "filter: there is no field with that name. Fields are "
              + fields.keySet().stream().sorted().toList());
    }
    return "cast(" + expression + " as string)";
  }

  private String bind(String text) {
    String name = "f" + values.size();
    values.put(name, text);
    return ":" + name;
  }
}
