package io.gazetteer.crawl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes one JSON object of attributes after the other. Nulls are left out, and the order of the
 * calls is the order in the text, so that the same content gives the same bytes. One thread at a
 * time.
 */
final class AttributesJson {

  /** Writes nothing between one object and the next. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator((String) null).build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final JsonGenerator json;

  AttributesJson() {
    try {
      json = FACTORY.createGenerator(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  AttributesJson start() {
    bytes.reset();
    return write(json::writeStartObject);
  }

  AttributesJson put(String name, String value) {
    return value == null ? this : write(() -> json.writeStringField(name, value));
  }

  AttributesJson put(String name, boolean value) {
    return write(() -> json.writeBooleanField(name, value));
  }

  AttributesJson put(String name, Number value) {
    return value == null ? this : write(() -> json.writeNumberField(name, value.longValue()));
  }

  AttributesJson put(String name, List<String> values) {
    return write(
        () -> {
          json.writeArrayFieldStart(name);
          for (String value : values) {
            json.writeString(value);
          }
          json.writeEndArray();
        });
  }

  /**
   * Any value that a source hands out.
   *
   * @param value text, whole number, truth value, or a list or map of those
   */
  AttributesJson putAny(String name, Object value) {
    return write(
        () -> {
          json.writeFieldName(name);
          writeAny(value);
        });
  }

  private void writeAny(Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeAny(element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeAny(entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  AttributesJson startArray(String name) {
    return write(() -> json.writeArrayFieldStart(name));
  }

  AttributesJson endArray() {
    return write(() -> json.writeEndArray());
  }

  AttributesJson startElement() {
    return write(() -> json.writeStartObject());
  }

  AttributesJson startObject(String name) {
    return write(() -> json.writeObjectFieldStart(name));
  }

  AttributesJson endObject() {
    return write(() -> json.writeEndObject());
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
    write(
        () -> {
          json.writeEndObject();
          json.flush();
        });
    return bytes.toByteArray();
  }

  private AttributesJson write(Writing writing) {
    try {
      writing.write();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A call of the generator, which writes into memory. */
  private interface Writing {
    void write() throws IOException;
  }
}
