package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts words in the place of values that were too large to be taken, and notes a warning with the
 * name of each row that had one. Costs nothing until such a value comes while these rows are read.
 */
final class OversizedValues implements RowSink {

  private static final int MOST_WARNINGS = 100;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private final RowSink sink;
  private final long madeBefore = OversizedValue.made();
  private final List<String> warnings = new ArrayList<>();
  private long found;

  OversizedValues(RowSink sink) {
    this.sink = sink;
  }

  /** One for each row, up to a limit; complete when all rows have been passed on. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (found > warnings.size()) {
      all.add(
          "%d more objects have values that are too large to be read"
              .formatted(found - warnings.size()));
    }
    return all;
  }

  @Override
  public void database(DatabaseRow row) {
    sink.database(inWords(row, each -> "database " + each.name()));
  }

  @Override
  public void schema(SchemaRow row) {
    sink.schema(inWords(row, each -> "schema " + each.name()));
  }

  @Override
  public void relation(RelationRow row) {
    sink.relation(
        inWords(row, each -> words(each.kind()) + ' ' + each.schema() + '.' + each.name()));
  }

  @Override
  public void column(ColumnRow row) {
    sink.column(inWords(row, OversizedValues::name));
  }

  private static String name(ColumnRow row) {
    ColumnRow.RelationRef relation = row.relation();
    return "column " + relation.schema() + '.' + relation.name() + '.' + row.name();
  }

  @Override
  public void routine(RoutineRow row) {
    sink.routine(inWords(row, OversizedValues::name));
  }

  private static String name(RoutineRow row) {
    return (row.procedure() ? "procedure " : "function ")
        + row.schema()
        + '.'
        + row.name()
        + '('
        + String.join(", ", row.argumentTypes())
        + ')';
  }

  @Override
  public void object(ObjectRow row) {
    sink.object(inWords(row, OversizedValues::name));
  }

  private static String name(ObjectRow row) {
    String place = row.schema() == null ? "" : row.schema() + '.';
    String relation = row.relation() == null ? "" : row.relation().name() + '.';
    return row.kind().words() + ' ' + place + relation + row.identity();
  }

  /** For example "default value" for {@code defaultValue}. */
  private static String words(String component) {
    return component.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String words(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private <R extends Record> R inWords(R row, Function<R, String> name) {
    if (OversizedValue.made() == madeBefore || !isIn(row)) {
      return row;
    }
    Set<String> where = new LinkedHashSet<>();
    @SuppressWarnings("unchecked")
    R replaced = (R) replaced(row, where);
    found++;
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(
          "The %s of %s cannot be read, because it is too large (gazetteer.source.max-value-bytes)"
              .formatted(
                  String.join(" and ", where.stream().map(OversizedValues::words).toList()),
                  OversizedValue.inWords(name.apply(row))));
    }
    return replaced;
  }

  /** The parts of a record's class that may hold text, and what makes one of all parts. */
  private record Shape(
      List<RecordComponent> all, List<Method> withText, Constructor<?> constructor) {

    private static Shape of(Class<?> type) {
      List<RecordComponent> all = List.of(type.getRecordComponents());
      List<Method> withText =
          all.stream()
              .filter(component -> mayHoldText(component.getType()))
              .map(RecordComponent::getAccessor)
              .toList();
      try {
        return new Shape(
            all,
            withText,
            type.getDeclaredConstructor(
                all.stream().map(RecordComponent::getType).toArray(Class<?>[]::new)));
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException("Each record has that constructor", impossible);
      }
    }

    private static boolean mayHoldText(Class<?> type) {
      return !type.isPrimitive()
          && !type.isEnum()
          && !Number.class.isAssignableFrom(type)
          && type != Boolean.class;
    }
  }

  private static boolean isIn(Object value) {
    if (value instanceof String text) {
      return OversizedValue.isIn(text);
    }
    if (value instanceof Record row) {
      for (Method part : SHAPES.get(row.getClass()).withText) {
        if (isIn(read(row, part))) {
          return true;
        }
      }
      return false;
    }
    Collection<?> values =
        value instanceof List<?> list
            ? list
            : value instanceof Map<?, ?> map ? map.values() : List.of();
    for (Object each : values) {
      if (isIn(each)) {
        return true;
      }
    }
    return false;
  }

  private static Object read(Record row, Method part) {
    try {
      return part.invoke(row);
    } catch (InvocationTargetException | IllegalAccessException impossible) {
      throw new IllegalStateException("Rows are public records", impossible);
    }
  }

  /**
   * The same with words.
   *
   * @param where takes the names of the record's components in which there were any
   */
  private static Object replaced(Record row, Set<String> where) {
    Shape shape = SHAPES.get(row.getClass());
    List<Object> values = new ArrayList<>();
    boolean any = false;
    for (RecordComponent component : shape.all) {
      Object value = read(row, component.getAccessor());
      Object other = replacedValue(value);
      if (other != value) {
        where.add(component.getName());
        any = true;
      }
      values.add(other);
    }
    try {
      return any ? shape.constructor.newInstance(values.toArray()) : row;
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException failure) {
      throw new IllegalStateException("Rows are public records", failure);
    }
  }

  /** The same object where nothing in it was too large. */
  private static Object replacedValue(Object value) {
    if (value instanceof String text) {
      return OversizedValue.isIn(text) ? OversizedValue.inWords(text) : text;
    }
    if (value instanceof Record row) {
      return replaced(row, new LinkedHashSet<>());
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      boolean any = false;
      for (Object each : list) {
        Object other = replacedValue(each);
        any |= other != each;
        copy.add(other);
      }
      return any ? copy : value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      boolean any = false;
      for (Map.Entry<?, ?> each : map.entrySet()) {
        Object other = replacedValue(each.getValue());
        any |= other != each.getValue();
        copy.put(each.getKey(), other);
      }
      return any ? copy : value;
    }
    return value;
  }

  @Override
  public void pause() {
    sink.pause();
  }
}
