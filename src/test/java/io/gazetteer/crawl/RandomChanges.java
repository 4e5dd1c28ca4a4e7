package io.gazetteer.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up statements that change a catalog, or only data, always the same for a seed. */
final class RandomChanges {

  private final Random random;
  private final List<String> tables = new ArrayList<>();
  private final List<String> views = new ArrayList<>();
  private int made;

  RandomChanges(long seed) {
    this.random = new Random(seed);
  }

  /** The next statement; it always succeeds when those before it were made. */
  String next() {
    if (tables.size() < 3) {
      return newTable();
    }
    return switch (random.nextInt(16)) {
      case 0 -> newTable();
      case 1 -> newView();
      case 2 -> rename();
      case 3 -> renameColumn();
      case 4 -> "COMMENT ON TABLE " + table() + " IS " + (random.nextBoolean() ? "NULL" : text());
      case 5 -> "COMMENT ON COLUMN " + table() + ".id IS " + text();
      case 6 ->
          "ALTER TABLE " + table() + " ADD COLUMN " + name("c") + " numeric(9, 2) DEFAULT " + made;
      case 7 -> "ALTER TABLE " + table() + " ALTER COLUMN id SET DEFAULT " + random.nextInt(99);
      case 8 -> "CREATE INDEX " + name("i") + " ON " + table() + " (id, (id + 1))";
      case 9 ->
          "ALTER TABLE " + table() + " ADD CONSTRAINT " + name("k") + " CHECK (id > -1) NOT VALID";
      case 10 -> "GRANT SELECT ON " + table() + " TO PUBLIC";
      case 11 ->
          "CREATE FUNCTION "
              + name("f")
              + "(int) RETURNS int LANGUAGE sql AS 'SELECT "
              + made
              + "'";
      case 12 -> "CREATE TYPE " + name("e") + " AS ENUM ('a', " + text() + ")";
      case 13 ->
          "INSERT INTO "
              + table()
              + " (id) SELECT generate_series(1, "
              + (1 + random.nextInt(500))
              + ")";
      case 14 -> "ANALYZE";
      default -> drop();
    };
  }

  private String name(String prefix) {
    made++;
    return prefix + "_" + made;
  }

  private String text() {
    return "'" + Long.toString(random.nextLong(), 36) + "'";
  }

  private String table() {
    return tables.get(random.nextInt(tables.size()));
  }

  private String newTable() {
    String name = name("t");
    tables.add(name);
    return "CREATE TABLE "
        + name
        + " (id int, word_"
        + made
        + " text) WITH (autovacuum_enabled = off)";
  }

  private String newView() {
    String table = table();
    String name = name("v");
    views.add(name);
    return "CREATE VIEW " + name + " AS SELECT x.* FROM " + table + " x";
  }

  private String rename() {
    List<String> from = views.isEmpty() || random.nextBoolean() ? tables : views;
    int chosen = random.nextInt(from.size());
    String before = from.get(chosen);
    String after = name(before.substring(0, 1));
    from.set(chosen, after);
    return "ALTER TABLE " + before + " RENAME TO " + after;
  }

  /** Finds a column by its number, which no renaming changes. */
  private String renameColumn() {
    return """
        DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE %s RENAME %%I TO %s', attname) FROM pg_attribute
            WHERE attrelid = '%s'::regclass AND attnum = 2); END $$"""
        .formatted(tables.get(0), name("word"), tables.get(0));
  }

  private String drop() {
    if (!views.isEmpty()) {
      return "DROP VIEW " + views.remove(random.nextInt(views.size()));
    }
    return "DROP TABLE " + tables.remove(random.nextInt(tables.size())) + " CASCADE";
  }
}
