package io.gazetteer.source.postgres;

import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that keys and indexes name, by relation and number. */
final class KeyColumns {

  /** A column of a key. */
  record Column(String name, long type, long collation) {}

  private final Map<Long, Map<Integer, Column>> byRelation = new HashMap<>();
  // A hundred thousand tables call their keys by a few names.
  private final Map<Column, Column> alike = new HashMap<>();

  void add(CopyRow row) {
    Column column = new Column(row.text(2), row.number(3), row.number(4));
    byRelation
        .computeIfAbsent(row.number(0), key -> new HashMap<>(4))
        .put(row.intNumber(1), alike.computeIfAbsent(column, same -> same));
  }

  /** The column; null when it is not known. */
  Column column(long relation, int number) {
    return byRelation.getOrDefault(relation, Map.of()).get(number);
  }

  /** Names of columns in order; null for an expression. */
  List<String> names(long relation, int[] numbers, int from, int to) {
    List<String> names = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      Column column = column(relation, numbers[i]);
      names.add(column == null ? null : column.name());
    }
    return names;
  }

  List<String> names(long relation, int[] numbers) {
    return names(relation, numbers, 0, numbers.length);
  }
}
