package io.gazetteer.source.postgres;

import com.carrotsearch.hppc.LongObjectHashMap;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Reads them in the open transaction, to which the selection was handed over. */
  static KeyColumns read(CopyStream stream, Catalog catalog) throws SQLException {
    KeyColumns columns = new KeyColumns();
    stream.forEach(catalog.fit(SqlFiles.of(KeyReader.class, "columns")), columns::add);
    return columns;
  }

  /** Columns of keys that are read over a second connection, while the first reads objects. */
  static final class Ahead {

    private final Catalog catalog;
    private final Selection selection;
    private volatile Optional<KeyColumns> found = Optional.empty();

    /**
     * Nothing is read yet.
     *
     * @param catalog in which the schemas are, and what the server is capable of
     */
    Ahead(Catalog catalog, Selection selection) {
      this.catalog = catalog;
      this.selection = selection;
    }

    /** Reads all of them inside an open transaction. */
    void read(Connection connection) throws SQLException {
      SnapshotReader.handOver(connection, catalog, selection);
      found = Optional.of(KeyColumns.read(new CopyStream(connection), catalog));
    }

    /** Empty until all of them are read. */
    Optional<KeyColumns> found() {
      return found;
    }
  }

  void add(CopyRow row) {
    Column column = new Column(row.text(2), row.number(3), row.number(4));
    found.put(key(row.number(0), row.intNumber(1)), alike.computeIfAbsent(column, same -> same));
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
