package io.gazetteer.crawl.lines;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.SchemaRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a line describes. A file contains lines of one entity. */
public enum RowEntity {
  DATABASE(DatabaseRow.class),
  SCHEMA(SchemaRow.class),
  RELATION(RelationRow.class),
  COLUMN(ColumnRow.class),
  ROUTINE(RoutineRow.class),
  OBJECT(ObjectRow.class),
  /** What was found besides the rows; one line per database. */
  READING(ReadingLine.class);

  private static final Map<Class<?>, RowEntity> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(RowEntity::type, Function.identity()));

  private final Class<? extends Record> type;
  private final String wire = name().toLowerCase(Locale.ROOT);

  RowEntity(Class<? extends Record> type) {
    this.type = type;
  }

  static RowEntity of(Record row) {
    return BY_TYPE.get(row.getClass());
  }

  public Class<? extends Record> type() {
    return type;
  }

  /** Its name in keys and manifests. */
  public String wire() {
    return wire;
  }

  /** The entity of a name; empty for names of later versions. */
  public static Optional<RowEntity> ofWire(String word) {
    return Arrays.stream(values()).filter(entity -> entity.wire().equals(word)).findFirst();
  }
}
