package io.gazetteer.api.sdk.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.IdentityError;
import io.gazetteer.identity.IdentityFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the SDKs' filter, for example {@code {"$and":[{"alias":{"$ilike":"%x%"}}]}}. */
final class FilterReader {

  private static final int MAX_DEPTH = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FilterReader() {}

  /**
   * Reads a filter.
   *
   * @param text JSON object; null or blank = no filter
   * @throws AppException IDENTITY_QUERY_INVALID naming the part that is not understood
   */
  static IdentityFilter read(String text) {
    if (text == null || text.isBlank()) {
      return IdentityFilter.NONE;
    }
    try {
      return object(JSON.readTree(text), 0);
    } catch (JsonProcessingException notJson) {
      throw invalid("must be JSON");
    }
  }

  private static IdentityFilter object(JsonNode node, int depth) {
    if (!node.isObject()) {
      throw invalid("must be an object");
    }
    if (depth > MAX_DEPTH) {
      throw invalid("must not be nested more than " + MAX_DEPTH + " levels deep");
    }
    List<IdentityFilter> filters = new ArrayList<>();
    node.properties()
        .forEach(entry -> filters.add(member(entry.getKey(), entry.getValue(), depth)));
    return new IdentityFilter.All(filters);
  }

  private static IdentityFilter member(String name, JsonNode value, int depth) {
    if (name.equals("$and") || name.equals("$or")) {
      List<IdentityFilter> filters = new ArrayList<>();
      list(name, value).forEach(each -> filters.add(object(each, depth + 1)));
      return name.equals("$and")
          ? new IdentityFilter.All(filters)
          : new IdentityFilter.Any(filters);
    }
    if (!value.isObject()) {
      return compared("$eq", name, value);
    }
    List<IdentityFilter> filters = new ArrayList<>();
    value
        .properties()
        .forEach(entry -> filters.add(compared(entry.getKey(), name, entry.getValue())));
    return new IdentityFilter.All(filters);
  }

  private static IdentityFilter compared(String operator, String field, JsonNode value) {
    return switch (operator) {
      case "$eq" -> new IdentityFilter.Equal(field, orNull(value));
      case "$ne" -> new IdentityFilter.NotEqual(field, orNull(value));
      case "$ilike" -> new IdentityFilter.Like(field, text(value));
      case "$in" -> {
        List<String> values = new ArrayList<>();
        list(operator, value).forEach(each -> values.add(text(each)));
        yield new IdentityFilter.In(field, values);
      }
      default -> throw invalid("operators are $and, $or, $eq, $ne, $ilike and $in");
    };
  }

  private static JsonNode list(String operator, JsonNode value) {
    if (!value.isArray()) {
      throw invalid(operator + " needs a list");
    }
    return value;
  }

  private static Optional<String> orNull(JsonNode value) {
    return value.isNull() ? Optional.empty() : Optional.of(text(value));
  }

  private static String text(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw invalid("a field is compared with a text, a number or a boolean");
    }
    if (value.asText().indexOf('\0') >= 0) {
      throw invalid("a text must not contain the character NUL");
    }
    return value.asText();
  }

  private static AppException invalid(String why) {
    return new AppException(IdentityError.IDENTITY_QUERY_INVALID, "filter: " + why);
  }
}
