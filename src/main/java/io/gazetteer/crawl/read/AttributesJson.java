package io.gazetteer.crawl.read;

import io.gazetteer.asset.StagedAsset;
import io.gazetteer.common.JsonBytes;
import java.util.List;

/**
 * Writes JSON objects of attributes, one after the other. Nulls are omitted, and members are in the
 * order of the calls, so that the same content gives the same bytes. For one thread.
 */
final class AttributesJson {

  private static final String CUSTOM = "customAttributes";
  private static final int CUSTOM_OPENING_LENGTH = "\"customAttributes\":{".length();

  private final JsonBytes json = new JsonBytes();
  private int customAt;

  AttributesJson start() {
    json.clear().raw('{');
    customAt = -1;
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
   * Puts any value of a row.
   *
   * @param value text, integer, boolean, or a list or map of those
   */
  AttributesJson putAny(String name, Object value) {
    json.name(name).any(value);
    return this;
  }

  /** The members of an object that was written before; there may be none. */
  AttributesJson putMembers(byte[] object) {
    json.members(object);
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

  /** Starts the custom attributes, the last member. */
  AttributesJson startCustomAttributes() {
    startObject(CUSTOM);
    customAt = json.length() - CUSTOM_OPENING_LENGTH;
    return this;
  }

  AttributesJson endObject() {
    json.raw('}');
    return this;
  }

  /** Puts a relation to another asset, by type and qualified name. */
  AttributesJson reference(String name, String typeName, String qualifiedName) {
    return startObject(name).referred(typeName, qualifiedName);
  }

  /** Adds such a relation to a list. */
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

  StagedAsset.Attributes endCustomAttributes() {
    return endObject().endAttributes();
  }

  StagedAsset.Attributes endAttributes() {
    return new StagedAsset.Attributes(end(), customAt);
  }
}
