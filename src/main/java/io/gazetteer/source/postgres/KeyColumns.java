package io.gazetteer.source.postgres;

import com.carrotsearch.hppc.LongObjectHashMap;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that keys and indexes name, by relation and number: hundreds of thousands, in a
 * primitive map, which takes a third of the memory that maps of maps take.
 */
final class KeyColumns {

  private static final int NUMBER_BITS = 16;

  /** What every relation has beside its own columns, by number: ctid is -1. */
  private static final List<String> SYSTEM_COLUMNS =
      List.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid");

  /** In lists of numbers: an expression, or the whole row. */
  private static final int NO_COLUMN = 0;

  private static final String UNKNOWN = "unknown (column ";

  /** A column of a key. */
  record Column(String name, long type, long collation) {}

  private final LongObjectHashMap<Column> found = new LongObjectHashMap<>();
  // A hundred thousand tables call their keys by a few names.
  private final Map<Column, Column> alike = new HashMap<>();

  /** Columns of {@code columns.sql}. */
  enum Field {
    RELATION,
    NUMBER,
    NAME,
    TYPE,
    COLLATION
  }

  /** Reads them in the open transaction, which knows the selection. */
  static KeyColumns read(CopyStream stream, CatalogSql sql) throws SQLException {
    KeyColumns columns = new KeyColumns();
    stream.forEach(sql.of(KeyColumns.class, "columns"), Field.class, columns::add);
    return columns;
  }

  void add(CopyRow<Field> row) {
    Column column =
        new Column(row.text(Field.NAME), row.number(Field.TYPE), row.number(Field.COLLATION));
    found.put(
        key(row.number(Field.RELATION), row.intNumber(Field.NUMBER)),
        alike.computeIfAbsent(column, same -> same));
  }

  private static long key(long relation, int number) {
    return relation << NUMBER_BITS | number;
  }

  /**
   * The column; null when it is not known.
   *
   * @param number 0 for an expression, which is no column
   */
  Column column(long relation, int number) {
    return number <= 0 ? null : found.get(key(relation, number));
  }

  /** Names of columns in order, without what is none: expressions, and the whole row. */
  List<String> names(long relation, int[] numbers, int from, int to) {
    List<String> names = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      if (numbers[i] != NO_COLUMN) {
        names.add(name(relation, numbers[i]));
      }
    }
    return names;
  }

  List<String> names(long relation, int[] numbers) {
    return names(relation, numbers, 0, numbers.length);
  }

  /** How many of the numbers stand for what is no column. */
  static int countOthers(int[] numbers) {
    return (int) Arrays.stream(numbers).filter(number -> number == NO_COLUMN).count();
  }

  /** What marks damage where the row of one of these columns is gone; null for none. */
  static String damage(List<String> names) {
    for (String name : names) {
      if (name.startsWith(UNKNOWN)) {
        return CatalogDamage.UNKNOWN;
      }
    }
    return null;
  }

  /** The name of a column; that of one that is gone says so. */
  String name(long relation, int number) {
    if (number < 0 && -number <= SYSTEM_COLUMNS.size()) {
      return SYSTEM_COLUMNS.get(-number - 1);
    }
    Column column = column(relation, number);
    return column == null ? UNKNOWN + number + ")" : column.name();
  }
}
