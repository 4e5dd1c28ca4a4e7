package io.gazetteer.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the tables that hold the rows of a {@link SearchIndex}, and how fields and columns are
 * read there.
 *
 * @param rows what follows FROM, one row for each possible hit, for example {@code asset a}
 * @param joins further tables that columns, fields and the tie breaker need, in order
 * @param columns what follows SELECT, without sort values; all tables of an index have columns of
 *     the same types in the same order, named as in the first table
 * @param fields the fields that requests may name; all tables of an index know the same paths, and
 *     a path has the same type everywhere ({@link Field#absent} where no row has a value)
 * @param tieBreaker ends every sort; its values compare across the tables of an index
 */
public record SearchTable(
    String rows, List<Join> joins, String columns, FieldMap fields, TieBreaker tieBreaker) {

  /**
   * A join to at most one row, that neither adds nor hides one and looks at {@code rows} alone.
   *
   * @param alias by which columns and fields name it
   * @param sql the whole of it, for example {@code LEFT JOIN asset_curation c ON c.guid = a.guid}
   */
  public record Join(String alias, String sql) {

    private boolean isNamedIn(String text) {
      return Pattern.compile("\\b" + alias + "\\.").matcher(text).find();
    }

    /** Those of the joins that any of the expressions names, as they follow the rows in FROM. */
    static String named(List<Join> joins, Stream<String> expressions) {
      String text = expressions.collect(Collectors.joining(" "));
      return sql(joins.stream().filter(join -> join.isNamedIn(text)));
    }

    private static String sql(Stream<Join> joins) {
      return joins.map(join -> " " + join.sql()).collect(Collectors.joining());
    }
  }

  public SearchTable {
    joins = List.copyOf(joins);
  }

  /** What follows FROM where all columns are read. */
  String from() {
    return rows + Join.sql(joins.stream());
  }

  /**
   * What follows FROM where only these expressions are asked for. A join that nobody asks for is
   * omitted by the planner too, but the columns that it named are still read then, so that an index
   * alone would not do (PostgreSQL 13 to 18).
   */
  String from(String... expressions) {
    return rows + Join.named(joins, Arrays.stream(expressions));
  }

  /** The same where only some of the rows are looked at. */
  SqlFragment from(SqlFragment some, String... expressions) {
    return some.within(
        "(", ") AS " + tieBreaker.alias() + Join.named(joins, Arrays.stream(expressions)));
  }

  /** The fields for a scan of one row after another. */
  FieldMap rowByRow() {
    return path -> fields.field(path).map(Field::rowByRow);
  }
}
