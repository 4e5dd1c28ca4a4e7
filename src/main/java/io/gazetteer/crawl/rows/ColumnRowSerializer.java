package io.gazetteer.crawl.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Rights;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Writes columns, of which there are more than of all else together, without looking into the
 * record by reflection. The text is the one that would come of that.
 */
final class ColumnRowSerializer extends StdSerializer<ColumnRow> {

  private static final long serialVersionUID = 1L;

  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString SCHEMA = new SerializedString("schema");
  private static final SerializableString RELATION = new SerializedString("relation");
  private static final SerializableString KIND = new SerializedString("kind");
  private static final SerializableString PARTITION = new SerializedString("partition");
  private static final SerializableString POSITION = new SerializedString("position");
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString FORMATTED = new SerializedString("formatted");
  private static final SerializableString NULLABLE = new SerializedString("nullable");
  private static final SerializableString KEYS = new SerializedString("keys");
  private static final SerializableString PRIMARY = new SerializedString("primary");
  private static final SerializableString FOREIGN = new SerializedString("foreign");
  private static final SerializableString INDEXED = new SerializedString("indexed");
  private static final SerializableString ORDER = new SerializedString("partitionOrder");
  private static final SerializableString COLUMN = new SerializedString("column");
  private static final SerializableString RIGHTS = new SerializedString("rights");

  ColumnRowSerializer() {
    super(ColumnRow.class);
  }

  @Override
  public void serialize(ColumnRow row, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName(RELATION);
    relation(row.relation(), json);
    text(json, NAME, row.name());
    json.writeFieldName(POSITION);
    json.writeNumber(row.position());
    json.writeFieldName(TYPE);
    type(row.type(), json);
    json.writeFieldName(NULLABLE);
    json.writeBoolean(row.nullable());
    text(json, "defaultValue", row.defaultValue());
    list(json, "unread", row.unread(), provider);
    text(json, "identity", row.identity());
    text(json, "generated", row.generated());
    text(json, "comment", row.comment());
    list(json, "foreignOptions", row.foreignOptions(), provider);
    json.writeFieldName(KEYS);
    keys(row.keys(), json);
    if (row.refersTo() != null) {
      json.writeFieldName("refersTo");
      column(row.refersTo(), json);
    }
    referredBy(row.referredBy(), json);
    json.writeFieldName(RIGHTS);
    rights(row.rights(), json, provider);
    if (!row.further().isEmpty()) {
      provider.defaultSerializeField("further", row.further(), json);
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, SerializableString name, String value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, Integer value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private static void list(
      JsonGenerator json, String name, Collection<?> values, SerializerProvider provider)
      throws IOException {
    if (values != null && !values.isEmpty()) {
      provider.defaultSerializeField(name, values, json);
    }
  }

  private static void relation(ColumnRow.RelationRef relation, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    text(json, SCHEMA, relation.schema());
    text(json, NAME, relation.name());
    text(json, KIND, relation.kind() == null ? null : relation.kind().name());
    json.writeFieldName(PARTITION);
    json.writeBoolean(relation.partition());
    json.writeEndObject();
  }

  private static void type(ColumnRow.Type type, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, FORMATTED, type.formatted());
    text(json, NAME, type.name());
    text(json, "base", type.base());
    number(json, "precision", type.precision());
    number(json, "scale", type.scale());
    number(json, "maxLength", type.maxLength());
    text(json, "collation", type.collation());
    json.writeEndObject();
  }

  private static void keys(ColumnRow.Keys keys, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName(PRIMARY);
    json.writeBoolean(keys.primary());
    json.writeFieldName(FOREIGN);
    json.writeBoolean(keys.foreign());
    json.writeFieldName(INDEXED);
    json.writeBoolean(keys.indexed());
    json.writeFieldName(ORDER);
    json.writeNumber(keys.partitionOrder());
    json.writeEndObject();
  }

  private static void referredBy(List<ColumnRow.ColumnRef> columns, JsonGenerator json)
      throws IOException {
    if (columns != null && !columns.isEmpty()) {
      json.writeArrayFieldStart("referredBy");
      for (ColumnRow.ColumnRef column : columns) {
        column(column, json);
      }
      json.writeEndArray();
    }
  }

  private static void column(ColumnRow.ColumnRef column, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, SCHEMA, column.schema());
    text(json, RELATION, column.relation());
    text(json, COLUMN, column.column());
    json.writeEndObject();
  }

  private static void rights(Rights rights, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    if (rights.grants().isEmpty() && rights.allowed().isEmpty()) {
      json.writeStartObject();
      json.writeEndObject();
    } else {
      provider.defaultSerializeValue(rights, json);
    }
  }
}
