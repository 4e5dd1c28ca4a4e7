package io.gazetteer.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles the SDKs' filter, for example {@code {"$and":[{"alias":{"$ilike":"%x%"}}]}}, to a
 * condition in HQL. Values are always bound; expressions come from a fixed map.
 */
final class ListFilter {

  private static final String EVERYTHING = "1 = 1";
  private static final String NOTHING = "1 = 0";
  private static final int DEEPEST = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> columns;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ListFilter(Map<String, String> columns) {
    this.columns = columns;
  }

  /**
   * A condition and the values it names.
   *
   * @param hql always a complete condition, also where there is no filter
   * @param values by name of the parameter
   */
  record Condition(String hql, Map<String, Object> values) {

    /** Both conditions at once; their parameters have different names. */
    Condition and(Condition other) {
      Map<String, Object> all = new HashMap<>(values);
      all.putAll(other.values);
      return new Condition("(" + hql + ") and (" + other.hql + ")", all);
    }
  }

  /**
   * Compiles a filter.
   *
   * @param text JSON object; null or blank: no filter
   * @throws AppException IDENTITY_QUERY_INVALID naming the part that is not understood
   */
  static Condition compile(String text, Map<String, String> columns) {
    if (text == null || text.isBlank()) {
      return new Condition(EVERYTHING, Map.of());
    }
    JsonNode parsed;
    try {
      parsed = JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw refused("the filter is not JSON");
    }
    ListFilter filter = new ListFilter(columns);
    String hql = filter.object(parsed, 0);
    return new Condition(hql, filter.values);
  }

  private String object(JsonNode node, int depth) {
    if (!node.isObject()) {
      throw refused("the filter must be an object");
    }
    if (depth > DEEPEST) {
      throw refused("the filter is nested more than " + DEEPEST + " levels deep");
    }
    List<String> conditions = new ArrayList<>();
    node.properties()
        .forEach(entry -> conditions.add(member(entry.getKey(), entry.getValue(), depth)));
    return conditions.isEmpty() ? EVERYTHING : String.join(" and ", conditions);
  }

  private String member(String name, JsonNode value, int depth) {
    if (name.equals("$and") || name.equals("$or")) {
      return junction(name, value, depth);
    }
    String column = columns.get(name);
    if (column == null) {
      throw refused("the filter names an unknown field; known are " + known());
    }
    if (!value.isObject()) {
      return compare("$eq", column, value);
    }
    List<String> conditions = new ArrayList<>();
    value
        .properties()
        .forEach(entry -> conditions.add(compare(entry.getKey(), column, entry.getValue())));
    return conditions.isEmpty() ? EVERYTHING : String.join(" and ", conditions);
  }

  private String junction(String name, JsonNode value, int depth) {
    if (!value.isArray()) {
      throw refused(name + " wants a list");
    }
    List<String> conditions = new ArrayList<>();
    value.forEach(each -> conditions.add("(" + object(each, depth + 1) + ")"));
    if (conditions.isEmpty()) {
      return EVERYTHING;
    }
    return "(" + String.join(name.equals("$and") ? " and " : " or ", conditions) + ")";
  }

  private String compare(String operator, String column, JsonNode value) {
    String left = "cast(" + column + " as string)";
    return switch (operator) {
      case "$eq" -> value.isNull() ? left + " is null" : left + " = " + bind(value);
      case "$ne" ->
          value.isNull() ? left + " is not null" : left + " is distinct from " + bind(value);
      case "$ilike" -> left + " ilike " + bind(value);
      case "$in" -> in(left, value);
      default -> throw refused("known operators are $and, $or, $eq, $ne, $ilike and $in");
    };
  }

  private String in(String left, JsonNode value) {
    if (!value.isArray()) {
      throw refused("$in wants a list");
    }
    List<String> names = new ArrayList<>();
    value.forEach(each -> names.add(bind(each)));
    return names.isEmpty() ? NOTHING : left + " in (" + String.join(", ", names) + ")";
  }

  private String bind(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw refused("a field is compared with a text, a number or a boolean");
    }
    String text = value.asText();
    if (text.indexOf('\0') >= 0) {
      throw refused("a text holds the character NUL");
    }
    String name = "f" + values.size();
    values.put(name, text);
    return ":" + name;
  }

  private String known() {
    return columns.keySet().stream().sorted().toList().toString();
  }

  private static AppException refused(String why) {
    return new AppException(IdentityError.IDENTITY_QUERY_INVALID, "filter: " + why);
  }
}
