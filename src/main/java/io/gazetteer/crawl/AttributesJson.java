package io.gazetteer.crawl;

import io.gazetteer.common.JsonBytes;
import java.util.List;

/**
 * Writes one JSON object of attributes after the other. Nulls are left out, and the order of the
 * calls is the order in the text, so that the same content gives the same bytes. One thread at a
 * time.
 */
final class AttributesJson {

  private static final int EMPTY_LENGTH = 2;

  private final JsonBytes json = new JsonBytes();

  AttributesJson start() {
    json.clear().raw('{');
    return this;
  }

  AttributesJson put(String name, String value) {
    if (value != null) {
      json.name(name).quoted(value);
    }
    return this;
  }

  AttributesJson put(String name, boolean value) {
    json.name(name).truth(value);
    return this;
  }

  AttributesJson put(String name, Number value) {
    if (value != null) {
      json.name(name).number(value.longValue());
    }
    return this;
  }

  AttributesJson put(String name, List<String> values) {
    return putAny(name, values);
  }

  /**
   * Any value that a source hands out.
   *
   * @param value text, whole number, truth value, or a list or map of those
   */
  AttributesJson putAny(String name, Object value) {
    json.name(name).any(value);
    return this;
  }

  /** What stands between the brackets of an object that was written before; may be nothing. */
  AttributesJson putMembers(byte[] object) {
    if (object.length > EMPTY_LENGTH) {
      json.comma().raw(object, 1, object.length - EMPTY_LENGTH);
    }
    return this;
  }

  AttributesJson startArray(String name) {
    json.name(name).raw('[');
    return this;
  }

  AttributesJson endArray() {
    json.raw(']');
    return this;
  }

  AttributesJson startElement() {
    json.comma().raw('{');
    return this;
  }

  AttributesJson startObject(String name) {
    json.name(name).raw('{');
    return this;
  }

  AttributesJson endObject() {
    json.raw('}');
    return this;
  }

  /** A relation to another asset, by its type and path. */
  AttributesJson reference(String name, String typeName, String qualifiedName) {
    return startObject(name).referred(typeName, qualifiedName);
  }

  /** One of a list of such relations. */
  AttributesJson referenceElement(String typeName, String qualifiedName) {
    return startElement().referred(typeName, qualifiedName);
  }

  private AttributesJson referred(String typeName, String qualifiedName) {
    return put("typeName", typeName)
        .startObject("uniqueAttributes")
        .put("qualifiedName", qualifiedName)
        .endObject()
        .endObject();
  }

  byte[] end() {
    return json.raw('}').toByteArray();
  }
}
