package io.gazetteer.crawl.offline;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.Unread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A column of the older extractor, which writes it once, or once per constraint. */
final class ExtractorColumn {

  private ExtractorColumn() {}

  static ColumnRow of(ExtractorObject object, ColumnRow.RelationRef relation) {
    // The numbers of JDBC types mean nothing to people.
    String type =
        object
            .text("DATA_TYPE")
            .filter(word -> !word.matches("-?[0-9]+"))
            .or(() -> object.text("TYPE_NAME"))
            .orElseThrow(() -> object.damaged("has no DATA_TYPE"));
    // The plural, from other systems, has all constraints of a column.
    String constraints =
        object.text("CONSTRAINT_TYPE", "CONSTRAINT_TYPES").orElse("").toUpperCase(Locale.ROOT);
    boolean nullable =
        object.text("IS_NULLABLE", "NULLABLE").isEmpty() || object.isYes("IS_NULLABLE", "NULLABLE");
    return new ColumnRow(
        relation,
        object.required("COLUMN_NAME"),
        object
            .count("ORDINAL_POSITION")
            .orElseThrow(() -> object.damaged("has no ORDINAL_POSITION")),
        new ColumnRow.Type(
            type,
            object.text("TYPE_NAME").orElse(type),
            null,
            object.count("DECIMAL_DIGITS", "NUMERIC_PRECISION").orElse(null),
            object.count("NUMERIC_SCALE").orElse(null),
            object
                .count("MAX_LENGTH", "CHARACTER_MAXIMUM_LENGTH")
                .filter(length -> length > 0)
                .orElse(null),
            null),
        nullable,
        object.text("COLUMN_DEF", "COLUMN_DEFAULT").orElse(null),
        Set.of(Unread.ACCESS),
        null,
        null,
        object.text("REMARKS").orElse(null),
        List.of(),
        new ColumnRow.Keys(
            constraints.contains("PRIMARY KEY"),
            constraints.contains("FOREIGN KEY"),
            false,
            object.count("PARTITION_ORDER").orElse(0)),
        null,
        List.of(),
        Privileges.NONE,
        Map.of());
  }

  /** One column of two rows with different constraints. */
  static ColumnRow joined(ColumnRow one, ColumnRow other) {
    ColumnRow.Keys keys =
        new ColumnRow.Keys(
            one.keys().primary() || other.keys().primary(),
            one.keys().foreign() || other.keys().foreign(),
            false,
            Math.max(one.keys().partitionOrder(), other.keys().partitionOrder()));
    return new ColumnRow(
        one.relation(),
        one.name(),
        one.position(),
        one.type(),
        one.nullable(),
        one.defaultValue(),
        one.unread(),
        one.identity(),
        one.generated(),
        one.comment(),
        one.foreignOptions(),
        keys,
        one.refersTo(),
        one.referredBy(),
        one.privileges(),
        one.further());
  }
}
