package io.gazetteer.source.postgres;

import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that keys and indexes name, by relation and number: hundreds of thousands, in a table
 * of open addresses, which takes a third of the memory that maps of maps take.
 */
final class KeyColumns {

  private static final int FIRST_SIZE = 1024;
  private static final int NUMBER_BITS = 16;

  /** What every relation has beside its own columns, by number: ctid is -1. */
  private static final List<String> SYSTEM_COLUMNS =
      List.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid");

  /** Spreads what differs in a few bits over all of them (2^64 by the golden ratio). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** In lists of numbers: an expression, or the whole row. */
  private static final int NO_COLUMN = 0;

  private static final String UNKNOWN = "unknown (column ";

  /** A column of a key. */
  record Column(String name, long type, long collation) {}

  // 0 is a free place: no relation has the oid 0.
  private long[] keys = new long[FIRST_SIZE];
  private Column[] found = new Column[FIRST_SIZE];
  private int count;
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
    if (2 * count > keys.length) {
      grow();
    }
    put(
        key(row.number(Field.RELATION), row.intNumber(Field.NUMBER)),
        alike.computeIfAbsent(column, same -> same));
  }

  private static long key(long relation, int number) {
    return relation << NUMBER_BITS | number;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) (key * SPREAD >>> 32) & mask;
    while (keys[place] != 0 && keys[place] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void put(long key, Column column) {
    int place = place(key);
    if (keys[place] == 0) {
      count++;
    }
    keys[place] = key;
    found[place] = column;
  }

  private void grow() {
    long[] oldKeys = keys;
    Column[] oldFound = found;
    keys = new long[2 * oldKeys.length];
    found = new Column[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        found[place] = oldFound[i];
      }
    }
  }

  /**
   * The column; null when it is not known.
   *
   * @param number 0 for an expression, which is no column
   */
  Column column(long relation, int number) {
    return number <= 0 ? null : found[place(key(relation, number))];
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
