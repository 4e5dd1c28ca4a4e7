package io.gazetteer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Holds JSON against the schemas of an OpenAPI document, as far as the document uses them. */
final class Examples {

  private final JsonNode document;

  Examples(JsonNode document) {
    this.document = document;
  }

  /** Returns what a reference leads to; anything else as it is. */
  static JsonNode resolve(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** Returns where a value differs from its schema; members without a type are not looked at. */
  List<String> check(String where, JsonNode schema, JsonNode value) {
    List<String> wrong = new ArrayList<>();
    check(where, schema, value, wrong);
    return wrong;
  }

  private void check(String where, JsonNode declared, JsonNode value, List<String> wrong) {
    JsonNode schema = resolve(document, declared);
    if (schema.isMissingNode()) {
      wrong.add(where + " names a schema that does not exist: " + declared);
      return;
    }
    if (schema.has("anyOf")) {
      boolean fits =
          StreamSupport.stream(schema.get("anyOf").spliterator(), false)
              .anyMatch(each -> check(where, each, value).isEmpty());
      if (!fits) {
        wrong.add(where + " fits none of the alternatives");
      }
      return;
    }
    Set<String> types = types(schema);
    if (!types.isEmpty() && !types.contains(typeOf(value))) {
      wrong.add(where + " is " + typeOf(value) + " in place of " + types);
      return;
    }
    if (schema.has("enum") && !value.isNull() && !contains(schema.get("enum"), value)) {
      wrong.add(where + " is none of " + schema.get("enum"));
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(where + "[" + i + "]", schema.path("items"), value.get(i), wrong);
      }
    } else if (value.isObject()) {
      members(where, schema, value, wrong);
    }
  }

  private void members(String where, JsonNode schema, JsonNode value, List<String> wrong) {
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                wrong.add(where + " lacks " + name.asText());
              }
            });
    value
        .properties()
        .forEach(
            member -> {
              String place = where + "." + member.getKey();
              JsonNode property = schema.path("properties").path(member.getKey());
              JsonNode others = schema.path("additionalProperties");
              if (!property.isMissingNode()) {
                check(place, property, member.getValue(), wrong);
              } else if (others.isObject()) {
                check(place, others, member.getValue(), wrong);
              } else if (schema.has("properties") && !others.asBoolean(false)) {
                wrong.add(place + " is not in the schema");
              }
            });
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    if (schema.path("type").isTextual()) {
      types.add(schema.get("type").asText());
    }
    schema.path("type").forEach(type -> types.add(type.asText()));
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT -> "object";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "string";
    };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
  }
}
