package io.gazetteer.api.sdk.query;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where the SDKs send queries; answers that none is run. */
@Path("/api/sql/query/stream")
public class QueryStreamResource {

  @Inject Access access;

  /**
   * Rejects the request without reading the query.
   *
   * @throws AppException QUERY_NOT_SERVED, always
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response query() {
    access.check(Action.READ_ASSET);
    throw new AppException(
        QueryError.QUERY_NOT_SERVED, "This service runs no queries. Connect to the server itself");
  }
}
