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
 * condition. Values are always bound; columns come from a fixed map.
 */
final class ListFilter {

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
   * @param sql always a complete condition, {@code true} where there is no filter
   * @param values by name of the parameter
   */
  record Condition(String sql, Map<String, Object> values) {

    /** The same with values of further parameters, which what stands around it names. */
    Condition with(Map<String, Object> further) {
      Map<String, Object> all = new HashMap<>(values);
      all.putAll(further);
      return new Condition(sql, all);
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
      return new Condition("true", Map.of());
    }
    JsonNode parsed;
    try {
      parsed = JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw refused("the filter is not JSON");
    }
    ListFilter filter = new ListFilter(columns);
    String sql = filter.object(parsed, 0);
    return new Condition(sql, filter.values);
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
    return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
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
    return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
  }

  private String junction(String name, JsonNode value, int depth) {
    if (!value.isArray()) {
      throw refused(name + " wants a list");
    }
    List<String> conditions = new ArrayList<>();
    value.forEach(each -> conditions.add("(" + object(each, depth + 1) + ")"));
    if (conditions.isEmpty()) {
      return "true";
    }
    return "(" + String.join(name.equals("$and") ? " AND " : " OR ", conditions) + ")";
  }

  private String compare(String operator, String column, JsonNode value) {
    String left = "cast(listed." + column + " AS text)";
    return switch (operator) {
      case "$eq" -> value.isNull() ? left + " IS NULL" : left + " = " + bind(value);
      case "$ne" -> left + " IS DISTINCT FROM " + (value.isNull() ? "NULL" : bind(value));
      case "$ilike" -> left + " ILIKE " + bind(value) + " ESCAPE ''";
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
    return names.isEmpty() ? "false" : left + " IN (" + String.join(", ", names) + ")";
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
