package io.gazetteer.http;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldError;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Fails on request, in each API family; exists in tests only. */
abstract class FailingResource {

  @Path("/api/service/failing")
  static class OfSdk extends FailingResource {}

  @Path("/api/v1/failing")
  static class OfOurApi extends FailingResource {}

  @Path("/ui/failing")
  static class OfPages extends FailingResource {}

  record Body(int number) {}

  @Operation(hidden = true)
  @GET
  @Path("/{how}")
  public String fail(@PathParam("how") String how) {
    if (how.equals("known")) {
      throw new AppException(
          CommonError.INVALID_REQUEST,
          "port: out of range",
          List.of(new FieldError("port", "out of range")));
    }
    if (how.equals("store-away")) {
      throw new IllegalStateException(new SQLException("internal-detail", "57P01"));
    }
    if (how.equals("overtaken")) {
      throw new OptimisticLockException("internal-detail");
    }
    throw new IllegalStateException("internal-detail-that-nobody-may-see");
  }

  @Operation(hidden = true)
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String read(Body body) {
    return "read " + body.number();
  }
}
