package io.gazetteer.source.postgres;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectKind;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Puts words in the place of values that were too large to be taken, and notes a warning with the
 * name of each row that had one. Costs nothing while no such value has come.
 */
final class OversizedValues implements RowSink {

  private static final int MOST_WARNINGS = 100;

  private final RowSink sink;
  private final List<String> warnings = new ArrayList<>();
  private long found;

  OversizedValues(RowSink sink) {
    this.sink = sink;
  }

  /** One for each row, up to a limit; complete when all rows have been handed out. */
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
    sink.database(inWords(row, "database " + row.name()));
  }

  @Override
  public void schema(SchemaRow row) {
    sink.schema(inWords(row, "schema " + row.name()));
  }

  @Override
  public void relation(RelationRow row) {
    sink.relation(inWords(row, words(row.kind()) + ' ' + row.schema() + '.' + row.name()));
  }

  @Override
  public void column(ColumnRow row) {
    if (OversizedValue.anyMade()) {
      ColumnRow.RelationRef relation = row.relation();
      sink.column(
          inWords(row, "column " + relation.schema() + '.' + relation.name() + '.' + row.name()));
    } else {
      sink.column(row);
    }
  }

  @Override
  public void routine(RoutineRow row) {
    sink.routine(
        inWords(
            row,
            (row.procedure() ? "procedure " : "function ")
                + row.schema()
                + '.'
                + row.name()
                + '('
                + String.join(", ", row.argumentTypes())
                + ')'));
  }

  @Override
  public void object(ObjectRow row) {
    String place = row.schema() == null ? "" : row.schema() + '.';
    String relation = row.relation() == null ? "" : row.relation().name() + '.';
    sink.object(inWords(row, words(row.kind()) + ' ' + place + relation + row.identity()));
  }

  /** For example "default value" for {@code defaultValue}. */
  private static String words(String component) {
    return component.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String words(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private <R extends Record> R inWords(R row, String name) {
    if (!OversizedValue.anyMade()) {
      return row;
    }
    Set<String> where = new LinkedHashSet<>();
    @SuppressWarnings("unchecked")
    R replaced = (R) replaced(row, where);
    if (where.isEmpty()) {
      return row;
    }
    found++;
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(
          "The %s of %s cannot be read, because it is too large (gazetteer.source.max-value-bytes)"
              .formatted(
                  String.join(" and ", where.stream().map(OversizedValues::words).toList()),
                  OversizedValue.inWords(name)));
    }
    return replaced;
  }

  /**
   * The same with words.
   *
   * @param where takes the names of the record's components in which there were any
   */
  private static Object replaced(Record row, Set<String> where) {
    RecordComponent[] components = row.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    boolean any = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Object value = components[i].getAccessor().invoke(row);
        values[i] = replacedValue(value);
        if (values[i] != value) {
          where.add(components[i].getName());
          any = true;
        }
      }
      return any ? row.getClass().getDeclaredConstructor(types).newInstance(values) : row;
    } catch (InvocationTargetException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException impossible) {
      throw new IllegalStateException("Rows are public records", impossible);
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
  public void kept(ColumnRow.RelationRef relation) {
    sink.kept(relation);
  }

  @Override
  public void kept(ObjectKind kind, String schema, String identity) {
    sink.kept(kind, schema, identity);
  }

  @Override
  public void relationFigures(ColumnRow.RelationRef relation, RelationRow.Size size) {
    sink.relationFigures(relation, size);
  }

  @Override
  public void objectFigures(
      ObjectKind kind, ColumnRow.RelationRef relation, String identity, Map<String, Long> figures) {
    sink.objectFigures(kind, relation, identity, figures);
  }

  @Override
  public void databaseFigures(Long bytes) {
    sink.databaseFigures(bytes);
  }

  @Override
  public void pause() {
    sink.pause();
  }
}
