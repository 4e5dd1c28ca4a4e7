package io.gazetteer.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object that a client sent. This service reads only some of them and keeps
 * all exactly as sent, because clients read them back. Immutable; never prints a value.
 */
public final class JsonMembers {

  public static final JsonMembers NONE = new JsonMembers(JsonNodeFactory.instance.objectNode());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode members;

  @JsonCreator
  private JsonMembers(ObjectNode members) {
    this.members = members;
  }

  /**
   * The members of a JSON object.
   *
   * @throws IllegalArgumentException where the text holds none; the message quotes nothing
   */
  public static JsonMembers parse(String json) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode members) {
        return new JsonMembers(members);
      }
    } catch (JsonProcessingException notJson) {
      // Without the cause: its text could quote a secret.
      throw new IllegalArgumentException("The text is not JSON");
    }
    throw new IllegalArgumentException("The JSON is not an object");
  }

  public static JsonMembers of(Map<String, String> texts) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    texts.forEach(members::put);
    return new JsonMembers(members);
  }

  /** The names of all members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    members.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether a member is there and not null. */
  public boolean has(String name) {
    return members.hasNonNull(name);
  }

  public boolean isText(String name) {
    return members.path(name).isTextual();
  }

  /** A text, number or truth value as text; empty where it is none, or blank. */
  public Optional<String> text(String name) {
    return Optional.of(members.path(name).asText("")).filter(text -> !text.isBlank());
  }

  /** All of a member as text, lists and objects as JSON; empty where it is absent or null. */
  public String written(String name) {
    JsonNode value = members.path(name);
    return value.isContainerNode() ? value.toString() : value.asText("");
  }

  /**
   * A list of texts.
   *
   * @return empty where the member is no list; an empty text for each element that is no text
   */
  public Optional<List<String>> texts(String name) {
    if (!members.path(name).isArray()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    members.path(name).forEach(element -> texts.add(element.isTextual() ? element.asText() : ""));
    return Optional.of(texts);
  }

  /** The members of a member; empty where it is no object. */
  public Optional<JsonMembers> object(String name) {
    return members.path(name) instanceof ObjectNode object
        ? Optional.of(new JsonMembers(object))
        : Optional.empty();
  }

  /** The same with a text, in place of the member of that name. */
  public JsonMembers with(String name, String text) {
    ObjectNode changed = members.deepCopy();
    changed.put(name, text);
    return new JsonMembers(changed);
  }

  public JsonMembers without(Collection<String> names) {
    ObjectNode changed = members.deepCopy();
    changed.remove(names);
    return new JsonMembers(changed);
  }

  public String json() {
    return members.toString();
  }

  @JsonValue
  ObjectNode tree() {
    return members;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonMembers same && same.members.equals(members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return "JsonMembers" + names();
  }
}
