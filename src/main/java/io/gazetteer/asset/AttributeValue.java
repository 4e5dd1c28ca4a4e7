package io.gazetteer.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of an attribute of an asset, as stored or as sent by a client. */
public sealed interface AttributeValue {

  /** No value: the attribute is absent or null. */
  enum None implements AttributeValue {
    NONE
  }

  record Text(String text) implements AttributeValue {}

  /**
   * A number.
   *
   * @param written the number as sent or stored, digit for digit
   */
  record Numeric(BigDecimal value, String written) implements AttributeValue {}

  record Flag(boolean value) implements AttributeValue {}

  record Values(List<AttributeValue> values) implements AttributeValue {}

  /** Values by name, in their order. */
  record Members(Map<String, AttributeValue> members) implements AttributeValue {

    /** A member; {@link None} where it is absent. */
    public AttributeValue get(String name) {
      return members.getOrDefault(name, none());
    }
  }

  /** No value. Not a constant: this interface and its subtype would initialize each other. */
  static AttributeValue none() {
    return None.NONE;
  }

  /** A value in JSON; null and a missing node are {@link None}. */
  static AttributeValue of(JsonNode json) {
    if (json instanceof ObjectNode members) {
      return members(members);
    }
    if (json.isArray()) {
      List<AttributeValue> values = new ArrayList<>();
      json.forEach(value -> values.add(of(value)));
      return new Values(values);
    }
    // A number such as 1e999 has no decimal value; as text it is rejected where a number is needed.
    if (json.isNumber() && Double.isFinite(json.doubleValue())) {
      return new Numeric(json.decimalValue(), json.asText());
    }
    if (json.isBoolean()) {
      return new Flag(json.booleanValue());
    }
    return json.isTextual() || json.isNumber() ? new Text(json.asText()) : none();
  }

  static AttributeValue of(long number) {
    return new Numeric(BigDecimal.valueOf(number), Long.toString(number));
  }

  static Members members(ObjectNode json) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    json.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
    return new Members(members);
  }

  static Members parse(String json) {
    try {
      return members((ObjectNode) Reader.JSON.readTree(json));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("Stored attributes are not JSON", failure);
    }
  }

  /** The same as JSON text. */
  default String json() {
    return tree().toString();
  }

  /** The same as a JSON tree, for those who write JSON. */
  default JsonNode tree() {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (this instanceof Text text) {
      return factory.textNode(text.text());
    }
    if (this instanceof Numeric number) {
      return factory.numberNode(number.value());
    }
    if (this instanceof Flag flag) {
      return factory.booleanNode(flag.value());
    }
    if (this instanceof Values list) {
      ArrayNode array = factory.arrayNode();
      list.values().forEach(value -> array.add(value.tree()));
      return array;
    }
    if (this instanceof Members object) {
      ObjectNode node = factory.objectNode();
      object.members().forEach((name, value) -> node.set(name, value.tree()));
      return node;
    }
    return factory.nullNode();
  }

  /** A text, number or truth value as text; empty for all else. */
  default String text() {
    if (this instanceof Numeric number) {
      return number.written();
    }
    return this instanceof Flag flag ? Boolean.toString(flag.value()) : "";
  }

  /** Whether there is nothing: no value, an empty list, or members of nothing but that. */
  default boolean isNothing() {
    if (this instanceof Values list) {
      return list.values().isEmpty();
    }
    return this instanceof Members object
        ? object.members().values().stream().allMatch(AttributeValue::isNothing)
        : this instanceof None;
  }

  final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reader() {}
  }
}
