package io.gazetteer.api.sdk.identity;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.IdentityError;
import io.gazetteer.identity.IdentityQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/**
 * What a client asks of a list. All as text, because one SDK sends empty values for what it does
 * not mean.
 */
public class IdentityParameters {

  /** JSON filter; empty: everything. */
  @QueryParam("filter")
  String filter;

  /** Field to sort by, with a minus before it for descending; empty: the list's own order. */
  @QueryParam("sort")
  String sort;

  /** Records to skip; empty: none. */
  @QueryParam("offset")
  String offset;

  /** Maximum number of records, at most 1000; empty: 1000. */
  @QueryParam("limit")
  String limit;

  /**
   * Reads the parameters.
   *
   * @throws AppException IDENTITY_QUERY_INVALID naming the one that is invalid
   */
  IdentityQuery read() {
    return new IdentityQuery(
        FilterReader.read(filter),
        order(),
        number("offset", offset, 0),
        number("limit", limit, IdentityQuery.MAX_LIMIT));
  }

  private Optional<IdentityQuery.Order> order() {
    if (sort == null || sort.isBlank()) {
      return Optional.empty();
    }
    boolean descending = sort.startsWith("-");
    return Optional.of(new IdentityQuery.Order(descending ? sort.substring(1) : sort, descending));
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
    } catch (NumberFormatException notNumber) {
      // Rejected below, as a negative number is.
    }
    throw new AppException(
        IdentityError.IDENTITY_QUERY_INVALID, name + ": must be a whole number of 0 or more");
  }
}
