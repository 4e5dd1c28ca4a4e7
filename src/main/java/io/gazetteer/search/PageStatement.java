package io.gazetteer.search;

import io.gazetteer.search.dsl.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that reads a page of hits. It finds the rows of the page by their keys alone first:
 * what is not on the page is neither joined nor read in full.
 *
 * @param tables what each table contributes, at least one
 * @param request says which page
 * @param counted whether all rows are counted too, in {@link TablePage#TOTAL}; then all are found
 *     before the first is known
 */
record PageStatement(List<TablePage> tables, SearchRequest request, boolean counted) {

  private static final String PAGE = "search_page_";
  private static final String FIRST = "search_first_";

  /** Returns the columns of the index, and those of {@link TablePage#sort} and the total. */
  SqlFragment build() {
    return tables.size() == 1 ? ofOne(tables.get(0)) : ofSeveral();
  }

  private SqlFragment ofOne(TablePage page) {
    SearchTable table = page.table();
    return new SqlText()
        .add("SELECT " + table.columns() + ", " + PAGE + ".* FROM " + table.from() + " JOIN (")
        .add(page.rows(counted).build())
        .add(" LIMIT ?", (long) request.size())
        .add(" OFFSET ?", (long) request.from())
        .add(") AS " + PAGE + " ON " + page.isIn(PAGE) + " ORDER BY " + order(PAGE + "."))
        .build();
  }

  /**
   * Finds the first rows of each table, among them those of the page, and then reads these from
   * their tables.
   */
  private SqlFragment ofSeveral() {
    SqlText text = new SqlText().add("WITH ");
    for (int i = 0; i < tables.size(); i++) {
      text.add(FIRST + i + " AS (")
          .add(tables.get(i).rows(counted).build())
          .add(" LIMIT ?), ", (long) request.from() + request.size());
    }
    text.add(PAGE + " AS (").add(page()).add(") ");
    return text.join(each(this::read), " UNION ALL ").add(" ORDER BY " + order("")).build();
  }

  /** The rows of the page, by the values that they are sorted by. */
  private SqlFragment page() {
    String sorts = String.join(", ", TablePage.sorts(order()));
    return new SqlText()
        .add("SELECT " + sorts + " FROM (")
        .join(each(i -> SqlFragment.of("SELECT " + sorts + " FROM " + FIRST + i)), " UNION ALL ")
        .add(") AS search_rows_ WHERE ")
        .add(withinReach())
        .add(" ORDER BY " + order(""))
        .add(" LIMIT ?", (long) request.size())
        .add(" OFFSET ?", (long) request.from())
        .build();
  }

  /**
   * Where only the first rows of each table are looked at, those behind the last one of any table
   * cannot be told yet: further rows of that table may come before them.
   */
  private SqlFragment withinReach() {
    List<SqlFragment> reaches =
        tables.stream()
            .flatMap(table -> table.reach().stream())
            .map(reach -> reach.within("(", ")"))
            .toList();
    if (reaches.isEmpty()) {
      return SqlFragment.TRUE;
    }
    boolean descending = order().tieBreaker().descending();
    return new SqlText()
        .add("NOT EXISTS (SELECT 1 FROM (")
        .join(reaches, " UNION ALL ")
        .add(") AS search_reach_ (reach) WHERE reach " + (descending ? "> " : "< "))
        .add(tieBreaker() + ")")
        .build();
  }

  /** The rows of the page that are in one of the tables. */
  private SqlFragment read(int i) {
    TablePage page = tables.get(i);
    SqlText text = new SqlText().add("SELECT " + page.table().columns());
    TablePage.sorts(order()).forEach(sort -> text.add(", " + FIRST + i + "." + sort));
    text.add(counted ? ", " + total() + " AS " + TablePage.TOTAL : "");
    text.add(" FROM " + page.table().from() + " JOIN " + FIRST + i + " ON " + page.isIn(FIRST + i));
    return text.add(" WHERE " + FIRST + i + "." + tieBreaker())
        .add(" IN (SELECT " + tieBreaker() + " FROM " + PAGE + ")")
        .build();
  }

  private String total() {
    return IntStream.range(0, tables.size())
        .mapToObj(i -> "(SELECT coalesce(max(" + TablePage.TOTAL + "), 0) FROM " + FIRST + i + ")")
        .collect(Collectors.joining(" + "));
  }

  private List<SqlFragment> each(IntFunction<SqlFragment> part) {
    return IntStream.range(0, tables.size()).mapToObj(part).toList();
  }

  /** The order of the first table, which is that of all but for who has no value. */
  private TableOrder order() {
    return tables.get(0).order();
  }

  private String tieBreaker() {
    return TablePage.sort(order().keys().size() - 1);
  }

  private String order(String prefix) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < order().keys().size(); i++) {
      int key = i;
      List<SortKey> same = tables.stream().map(table -> table.order().keys().get(key)).toList();
      parts.add(same.get(0).among(same).order(prefix + TablePage.sort(i)));
    }
    return String.join(", ", parts);
  }
}
