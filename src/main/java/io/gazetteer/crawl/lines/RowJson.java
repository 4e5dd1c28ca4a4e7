package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.gazetteer.common.JsonBytes;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as lines of JSON and back, so that a row that was written and parsed is equal. A line is an
 * object with {@code database} and the record's components by their published names. Null and empty
 * lists, sets and maps are omitted; the order in maps and lists is kept, because attributes are
 * compared as text. The names are a published format: a component that is renamed needs a new
 * version of it. Safe for several threads.
 */
public final class RowJson {

  static final String DATABASE = "database";

  /** Published names of components that have another name in Java. */
  private static final Map<String, String> PUBLISHED_NAMES =
      Map.of("statistics", "figures", "privileges", "rights");

  private static final ObjectMapper MAPPER = mapper();
  private static final Map<RowEntity, ObjectWriter> WRITERS = new EnumMap<>(RowEntity.class);
  private static final Map<RowEntity, ObjectReader> READERS = new EnumMap<>(RowEntity.class);

  private static final Map<RowEntity, List<String>> REQUIRED =
      Map.of(
          RowEntity.DATABASE, List.of("name", "rights"),
          RowEntity.SCHEMA, List.of("name", "rights"),
          RowEntity.RELATION, List.of("schema", "name", "kind", "size", "storage", "rights"),
          RowEntity.COLUMN, List.of("relation", "name", "position", "type", "keys", "rights"),
          RowEntity.ROUTINE, List.of("schema", "name", "traits", "rights"),
          RowEntity.OBJECT, List.of("kind", "name", "identity"),
          RowEntity.READING, List.of());

  static {
    for (RowEntity entity : RowEntity.values()) {
      WRITERS.put(entity, MAPPER.writerFor(entity.type()));
      READERS.put(entity, MAPPER.readerFor(entity.type()));
    }
  }

  private RowJson() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // No conversion between numbers and texts, and no rounding.
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Textual,
                config -> {
                  config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .propertyNamingStrategy(new PublishedNames())
            // A method such as isPartition() is not a component.
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new KindJson())
            .build();
    for (Class<?> container : List.of(List.class, Set.class, Map.class)) {
      mapper
          .configOverride(container)
          .setInclude(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  /** Appends the components of any row. */
  static void members(JsonBytes json, RowEntity entity, Record row) throws IOException {
    json.members(WRITERS.get(entity).writeValueAsBytes(row));
  }

  /**
   * Parses one line.
   *
   * @return a record of the entity's type
   * @throws RowFormatException if it is invalid, with a message that follows file and line
   */
  public static Record read(RowEntity entity, byte[] line) throws RowFormatException {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (!(node instanceof ObjectNode object)) {
        throw new RowFormatException("is not a JSON object");
      }
      for (String name : REQUIRED.get(entity)) {
        if (!object.hasNonNull(name)) {
          throw new RowFormatException("has no " + name);
        }
      }
      return READERS.get(entity).readValue(object);
    } catch (JsonMappingException fault) {
      throw new RowFormatException(
          "is not a valid " + entity.wire() + component(entity, fault), fault);
    } catch (JsonProcessingException fault) {
      throw new RowFormatException("is not a valid " + entity.wire(), fault);
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory were not readable", impossible);
    }
  }

  /** The invalid component, if it is one of ours: other names may quote the source. */
  private static String component(RowEntity entity, JsonMappingException fault) {
    String name = fault.getPath().isEmpty() ? null : fault.getPath().get(0).getFieldName();
    return Arrays.stream(entity.type().getRecordComponents())
        .map(component -> publishedName(component.getName()))
        .filter(each -> each.equals(name))
        .findFirst()
        .map(each -> ": " + each + " is of another type")
        .orElse("");
  }

  private static String publishedName(String component) {
    return PUBLISHED_NAMES.getOrDefault(component, component);
  }

  /** Names components in lines. */
  private static final class PublishedNames extends PropertyNamingStrategies.NamingBase {

    private static final long serialVersionUID = 1L;

    @Override
    public String translate(String component) {
      return publishedName(component);
    }
  }

  /** The database of a line; empty text if it has none. */
  public static String database(byte[] line) throws RowFormatException {
    try {
      return MAPPER.readTree(line).path(DATABASE).asText("");
    } catch (IOException fault) {
      throw new RowFormatException("is not JSON", fault);
    }
  }

  /** Passes a row to a sink; a {@link ReadingLine} is not a row. */
  public static void hand(Record row, RowSink sink) {
    if (row instanceof ColumnRow column) {
      sink.column(column);
    } else if (row instanceof RelationRow relation) {
      sink.relation(relation);
    } else if (row instanceof ObjectRow object) {
      sink.object(object);
    } else if (row instanceof RoutineRow routine) {
      sink.routine(routine);
    } else if (row instanceof SchemaRow schema) {
      sink.schema(schema);
    } else if (row instanceof DatabaseRow database) {
      sink.database(database);
    } else {
      throw new IllegalArgumentException("Not a row: " + row.getClass().getSimpleName());
    }
  }
}
