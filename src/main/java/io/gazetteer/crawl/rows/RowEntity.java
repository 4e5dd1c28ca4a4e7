package io.gazetteer.crawl.rows;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.SchemaRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a line is about. A file holds lines of one entity. */
public enum RowEntity {
  DATABASE(DatabaseRow.class),
  SCHEMA(SchemaRow.class),
  RELATION(RelationRow.class),
  COLUMN(ColumnRow.class),
  ROUTINE(RoutineRow.class),
  OBJECT(ObjectRow.class),
  /** What was seen besides the rows; one line a database. */
  READING(ReadingLine.class);

  private final Class<? extends Record> type;
  private final String wire = name().toLowerCase(Locale.ROOT);

  RowEntity(Class<? extends Record> type) {
    this.type = type;
  }

  /** The record that a line of it is. */
  public Class<? extends Record> type() {
    return type;
  }

  /** The word for it in keys and manifests. */
  public String wire() {
    return wire;
  }

  /** The entity of a word; empty for words of later versions. */
  public static Optional<RowEntity> ofWire(String word) {
    return Arrays.stream(values()).filter(entity -> entity.wire().equals(word)).findFirst();
  }
}
