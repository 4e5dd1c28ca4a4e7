package io.gazetteer.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of a searchable set of rows: which tables and columns to read, and which fields
 * requests may name.
 *
 * @param rows what follows FROM, one row for each possible hit, for example {@code asset a}
 * @param joins further tables that columns and fields need, in order
 * @param columns what follows SELECT, without sort values
 * @param fields the fields that requests may name
 * @param tieBreaker column of {@code rows}, with their alias, that is unique per row and ends every
 *     sort, so that pages never overlap
 * @param maxSize the largest page that is returned
 * @param summaries precomputed counts of its rows, the smallest first; empty if there are none
 */
public record SearchIndex(
    String rows,
    List<Join> joins,
    String columns,
    FieldMap fields,
    String tieBreaker,
    int maxSize,
    List<SearchSummary> summaries) {

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
  }

  public SearchIndex {
    joins = List.copyOf(joins);
    summaries = List.copyOf(summaries);
  }

  public SearchIndex(String rows, String columns, FieldMap fields, String tieBreaker, int maxSize) {
    this(rows, List.of(), columns, fields, tieBreaker, maxSize, List.of());
  }

  public String from() {
    return fromFor(joins);
  }

  /**
   * What follows FROM where only these expressions are asked for. A join that nobody asks for is
   * omitted by the planner too, but the columns that it named are still read then, so that an index
   * alone would not do (PostgreSQL 13 to 18).
   */
  String from(String... expressions) {
    return fromFor(namedIn(expressions));
  }

  /** The same where only some of the rows are looked at. */
  SqlFragment from(SqlFragment some, String... expressions) {
    String alias = tieBreaker.substring(0, tieBreaker.indexOf('.'));
    return some.within("(", ") AS " + alias + joined(namedIn(expressions)));
  }

  private List<Join> namedIn(String... expressions) {
    return joins.stream()
        .filter(join -> Arrays.stream(expressions).anyMatch(join::isNamedIn))
        .toList();
  }

  private String fromFor(List<Join> wanted) {
    return rows + joined(wanted);
  }

  /** The fields for a scan of one row after another. */
  FieldMap rowByRow() {
    return path -> fields.field(path).map(Field::rowByRow);
  }

  private static String joined(List<Join> wanted) {
    return wanted.stream().map(join -> " " + join.sql()).collect(Collectors.joining());
  }
}
