package io.gazetteer.asset.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PostgreSQL does with JSON objects, in plain Java. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BRIEF = 60;

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode parse(byte[] json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (IOException failure) {
      throw new IllegalArgumentException(failure);
    }
  }

  static ObjectNode parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The members of the later object replace those of the earlier one. */
  static ObjectNode overlaid(ObjectNode earlier, ObjectNode later) {
    ObjectNode both = earlier.deepCopy();
    both.setAll(later);
    return both;
  }

  static ObjectNode withoutNulls(ObjectNode object) {
    ObjectNode rest = object.deepCopy();
    rest.properties().removeIf(member -> member.getValue().isNull());
    return rest;
  }

  /** What differs: {@code {"name": {"old": …, "new": …}}}, without a side that is absent. */
  static ObjectNode changes(ObjectNode before, ObjectNode after) {
    ObjectNode changes = object();
    TreeSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode left = before.get(name);
      JsonNode right = after.get(name);
      if (left == null || !left.equals(right)) {
        ObjectNode change = changes.putObject(name);
        if (left != null) {
          change.set("old", left);
        }
        if (right != null) {
          change.set("new", right);
        }
      }
    }
    return changes;
  }

  /** Removes what a path names, whose names are joined by slashes. */
  static void remove(ObjectNode object, String path) {
    String[] names = path.split("/", -1);
    JsonNode inner = object;
    for (int i = 0; i < names.length - 1; i++) {
      inner = inner.path(names[i]);
    }
    if (inner instanceof ObjectNode holder) {
      holder.remove(names[names.length - 1]);
    }
  }

  /** Puts the value that another object has at a path; nothing if it has none. */
  static void copy(ObjectNode from, ObjectNode to, String path) {
    String[] names = path.split("/", -1);
    JsonNode value = from;
    for (String name : names) {
      value = value.path(name);
    }
    if (value.isMissingNode()) {
      return;
    }
    ObjectNode holder = to;
    for (int i = 0; i < names.length - 1; i++) {
      holder = holder.withObjectProperty(names[i]);
    }
    holder.set(names[names.length - 1], value);
  }

  /** A text that is the same for equal objects. */
  static String sorted(ObjectNode object) {
    TreeMap<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    members.replaceAll(
        (name, value) -> value instanceof ObjectNode inner ? parse(sorted(inner)) : value);
    try {
      return MAPPER.writeValueAsString(members);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(failure);
    }
  }

  /** A text on one line, cut in the middle if it is long. */
  static String brief(String text) {
    String line = text.replace("\n", "\\n").replace("\t", "\\t");
    int length = line.length();
    return length <= BRIEF
        ? "'" + line + "'"
        : "'" + line.substring(0, 20) + "…" + line.substring(length - 20) + "' (" + length + ")";
  }
}
