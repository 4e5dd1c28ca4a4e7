package io.gazetteer.common.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Inject;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * Reads and writes the JSON columns of entities with the mapper that the API uses. An attribute of
 * type String holds the JSON text itself.
 */
@JsonFormat
@PersistenceUnitExtension
class JsonColumns implements FormatMapper {

  private final ObjectMapper json;

  @Inject
  JsonColumns(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    if (type.getJavaTypeClass() == String.class) {
      return type.getJavaTypeClass().cast(text.toString());
    }
    try {
      return json.readValue(text.toString(), json.constructType(type.getJavaType()));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A JSON column does not hold " + type.getTypeName(), failure);
    }
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    if (value instanceof String document) {
      return document;
    }
    return value instanceof JsonNode tree ? tree.toString() : json.valueToTree(value).toString();
  }
}
