package io.gazetteer.http;

import io.gazetteer.common.CommonError;
import io.gazetteer.common.ErrorBody;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.FieldError;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;

/** Answers a failed request in the form that the client can read: JSON or a page. */
@ApplicationScoped
class ErrorAnswers {

  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

  @Inject RoutingContext routing;

  @Location("error.html")
  Template page;

  /**
   * What went wrong.
   *
   * @param status to answer with outside the SDKs' paths; differs from the code's where HTTP knows
   *     better
   * @param errors empty if the error is not about input
   */
  record Failure(ErrorCode code, int status, String message, List<FieldError> errors) {
    Failure(ErrorCode code, String message) {
      this(code, code.status(), message, List.of());
    }
  }

  Response answer(Failure failure, Throwable cause) {
    HttpServerRequest request = routing.request();
    String path = routing.normalizedPath();
    String requestId = requestId();
    if (routing.response().closed()) {
      LOG.debugf(cause, "%s %s: the client is gone, request %s", request.method(), path, requestId);
    } else if (failure.code() == CommonError.STORE_UNAVAILABLE) {
      // Each request says so while it lasts; where it came from is no riddle.
      LOG.warnf("%s %s: %s, request %s", request.method(), path, failure.message(), requestId);
    } else if (failure.status() >= 500) {
      LOG.errorf(cause, "%s %s failed, request %s", request.method(), path, requestId);
    } else {
      LOG.debugf("%s %s: %s, request %s", request.method(), path, failure.code().name(), requestId);
    }
    Response.ResponseBuilder answer = Response.status(status(path, failure));
    if (failure.status() == CommonError.UNAUTHENTICATED.status()) {
      answer.header("WWW-Authenticate", "Bearer");
    }
    if (failure.code().retryAfterSeconds() > 0) {
      answer.header("Retry-After", failure.code().retryAfterSeconds());
    }
    if (ErrorBody.isApi(path)) {
      return answer
          .type(ErrorBody.contentType(path))
          .entity(
              ErrorBody.of(path, failure.code(), failure.message(), failure.errors(), requestId))
          .build();
    }
    return answer.type(MediaType.TEXT_HTML_TYPE).entity(html(failure, requestId)).build();
  }

  private static int status(String path, Failure failure) {
    return failure.status() == failure.code().status()
        ? ErrorBody.status(path, failure.code())
        : failure.status();
  }

  /** An address that has other methods. */
  Response wrongMethod(Throwable cause) {
    boolean forSdks = ErrorBody.isForSdks(routing.normalizedPath());
    String method = routing.request().method().name();
    return answer(
        forSdks
            ? new Failure(CommonError.NOT_SERVED, method + " is not served at this address")
            : new Failure(CommonError.METHOD_NOT_ALLOWED, "This address has no such method"),
        cause);
  }

  /** An internal error: an id to look for in the log, and nothing else. */
  Response unexpected(Throwable cause) {
    return answer(
        new Failure(
            CommonError.INTERNAL_ERROR,
            "Something went wrong here; the log has details under " + requestId()),
        cause);
  }

  // Kept with the request, so that a made-up id is the same in the message, the body and the log.
  private String requestId() {
    String known = routing.get(ErrorBody.REQUEST_ID);
    if (known == null) {
      known = ErrorBody.requestId(routing.request().getHeader(ErrorBody.REQUEST_ID));
      routing.put(ErrorBody.REQUEST_ID, known);
    }
    return known;
  }

  private String html(Failure failure, String requestId) {
    return page.data("title", title(failure.status()))
        .data("happened", failure.message())
        .data("remedy", remedy(failure.status(), requestId))
        .render();
  }

  private static String title(int status) {
    return switch (status) {
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      default -> status >= 500 ? "Something went wrong" : "The request failed";
    };
  }

  private static String remedy(int status, String requestId) {
    return switch (status) {
      case 401 -> "Sign in and try again.";
      case 403 -> "Ask an administrator for access.";
      case 404 -> "Check the address, or begin at the workflows.";
      default ->
          status >= 500
              ? "Try again later. The log of the service has details under " + requestId + "."
              : "Go back, correct what is named above, and try again.";
    };
  }
}
