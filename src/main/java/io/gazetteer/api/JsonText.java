package io.gazetteer.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;

/** JSON inside texts, as clients send it and as it is stored. */
public final class JsonText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader STRICT =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** An object that stands in a text, or as it is; missing where neither, with an error noted. */
  public static JsonNode object(JsonNode value, String path, FieldErrors errors) {
    JsonNode found = value;
    if (value.isTextual()) {
      try {
        found = STRICT.readTree(value.textValue());
      } catch (JsonProcessingException notJson) {
        errors.add(path, "is not valid JSON");
        return MissingNode.getInstance();
      }
    }
    if (!found.isObject()) {
      errors.add(path, "must be a JSON object, or text that holds one");
      return MissingNode.getInstance();
    }
    return found;
  }

  /** The members of an object; none where it is none, with an error noted. */
  public static JsonMembers members(JsonNode value, String path, FieldErrors errors) {
    if (!value.isObject()) {
      errors.add(path, "must be an object");
      return JsonMembers.NONE;
    }
    return JSON.convertValue(value, JsonMembers.class);
  }

  /** A text; empty for absent and null, and for anything else, with an error noted. */
  public static String text(JsonNode value, String path, FieldErrors errors) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      errors.add(path, "must be text");
      return "";
    }
    return value.textValue();
  }

  /**
   * True or false, as such or as text. Absent, null and the empty text mean false; so does anything
   * else, with an error noted.
   */
  public static boolean flag(JsonNode value, String path, FieldErrors errors) {
    String word = value.isContainerNode() ? value.toString() : value.asText("");
    if (!word.isEmpty() && !word.matches("true|false")) {
      errors.add(path, "must be true or false");
    }
    return word.equals("true");
  }

  /** The text of a value that is JSON or a text that holds JSON; empty for absent and null. */
  public static String of(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  public static ObjectNode stored(String document) {
    try {
      return (ObjectNode) JSON.readTree(document);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A stored document is not JSON", failure);
    }
  }

  /** The same text for the same JSON, whatever the order of its keys. */
  public static String canonical(JsonNode value) {
    try {
      return JSON.writer()
          .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(JSON.treeToValue(value, Object.class));
    } catch (JsonProcessingException failure) {
      // Without the cause: its text could quote a secret.
      throw new IllegalStateException("JSON that cannot be written");
    }
  }
}
