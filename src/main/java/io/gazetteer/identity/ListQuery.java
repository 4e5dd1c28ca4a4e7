package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import jakarta.ws.rs.QueryParam;

/**
 * What a client asks of a list. All as text, because one SDK sends empty values for what it does
 * not mean.
 */
public class ListQuery {

  private static final int USUAL_LIMIT = 1000;

  /** JSON filter; empty: everything. */
  @QueryParam("filter")
  public String filter;

  /** Field to sort by, with a minus before it for descending; empty: the usual order. */
  @QueryParam("sort")
  String sort;

  /** Records to leave out from the start; empty: none. */
  @QueryParam("offset")
  String offset;

  /** Most records to answer with, at most 1000; empty: 1000. */
  @QueryParam("limit")
  String limit;

  int first() {
    return number("offset", offset, 0);
  }

  int most() {
    return Math.min(number("limit", limit, USUAL_LIMIT), USUAL_LIMIT);
  }

  /**
   * The order of a list in HQL.
   *
   * @throws AppException IDENTITY_QUERY_INVALID when the field is not one of the list
   */
  String order(IdentityList list) {
    if (sort == null || sort.isBlank()) {
      return list.usualOrder() + ", i.id";
    }
    boolean descending = sort.startsWith("-");
    String column = list.fields().get(descending ? sort.substring(1) : sort);
    if (column == null) {
      throw new AppException(
          IdentityError.IDENTITY_QUERY_INVALID,
          "sort: known are " + list.fields().keySet().stream().sorted().toList());
    }
    return column + (descending ? " desc" : "") + ", i.id";
  }

  private static int number(String name, String text, int whenEmpty) {
    if (text == null || text.isBlank()) {
      return whenEmpty;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException failure) {
      // Falls through to the answer that both get.
    }
    throw new AppException(
        IdentityError.IDENTITY_QUERY_INVALID, name + ": must be a whole number of 0 or more");
  }
}
