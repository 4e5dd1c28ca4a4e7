package io.gazetteer.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Puts each enum where it is used. As a schema of its own it becomes a type whose constants share
 * one namespace in Go, where those of different enums collide.
 */
final class InlineEnums {

  private static final String PREFIX = "#/components/schemas/";

  private final Map<String, Schema> enums = new HashMap<>();

  private InlineEnums() {}

  static void in(OpenAPI document) {
    Components components = document.getComponents();
    InlineEnums inline = new InlineEnums();
    components
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (schema.getEnumeration() != null) {
                inline.enums.put(PREFIX + name, schema);
              }
            });
    inline.enums.keySet().forEach(ref -> components.removeSchema(ref.substring(PREFIX.length())));
    components.getSchemas().values().forEach(inline::members);
    document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(inline::parameters);
  }

  private void parameters(Operation operation) {
    Optional.ofNullable(operation.getParameters())
        .orElseGet(List::of)
        .forEach(parameter -> parameter.setSchema(inlined(parameter.getSchema())));
  }

  private void members(Schema schema) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach((name, property) -> schema.addProperty(name, inlined(property)));
    }
    if (schema.getItems() != null) {
      schema.setItems(inlined(schema.getItems()));
    }
    if (schema.getAdditionalPropertiesSchema() != null) {
      schema.setAdditionalPropertiesSchema(inlined(schema.getAdditionalPropertiesSchema()));
    }
  }

  private Schema inlined(Schema schema) {
    if (schema == null) {
      return null;
    }
    Schema found = enums.get(schema.getRef());
    if (found == null) {
      members(schema);
      return schema;
    }
    return OASFactory.createSchema()
        .type(found.getType())
        .description(schema.getDescription())
        .enumeration(found.getEnumeration());
  }
}
