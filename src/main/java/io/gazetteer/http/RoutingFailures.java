package io.gazetteer.http;

import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorBody;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.RetryLater;
import io.gazetteer.common.StoreFailures;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers what fails before a resource is reached, above all during sign-in: too many wrong
 * sign-ins with 429, a catalog database that cannot be asked with 503.
 */
class RoutingFailures {

  private static final Logger LOG = Logger.getLogger(RoutingFailures.class);

  @Inject
  @Location("error.html")
  Template page;

  void register(@Observes Router router) {
    router.route().failureHandler(this::answer);
  }

  private record Answer(
      ErrorCode code, long retryAfterSeconds, String title, String message, String remedy) {}

  private void answer(RoutingContext routing) {
    Optional<Answer> answer = answer(routing.failure());
    if (answer.isEmpty() || routing.response().ended() || routing.response().headWritten()) {
      routing.next();
    } else {
      send(routing, answer.get());
    }
  }

  private static Optional<Answer> answer(Throwable failure) {
    if (failure instanceof RetryLater refusal) {
      return Optional.of(
          new Answer(
              refusal.code(),
              refusal.retryAfterSeconds(),
              refusal.title(),
              refusal.getMessage(),
              refusal.remedy()));
    }
    return StoreFailures.of(failure).map(RoutingFailures::ofStore);
  }

  private static Answer ofStore(AppException fault) {
    LOG.warn(fault.getMessage());
    return new Answer(
        fault.code(),
        fault.code().retryAfterSeconds(),
        "Not available at the moment",
        fault.getMessage(),
        "Try again in a moment.");
  }

  private void send(RoutingContext routing, Answer answer) {
    String path = routing.normalizedPath();
    HttpServerResponse response =
        routing
            .response()
            .setStatusCode(ErrorBody.status(path, answer.code()))
            .putHeader("Retry-After", Long.toString(answer.retryAfterSeconds()));
    if (ErrorBody.isApi(path)) {
      String id = ErrorBody.requestId(routing.request().getHeader(ErrorBody.REQUEST_ID));
      response
          .putHeader("Content-Type", ErrorBody.contentType(path))
          .end(
              new JsonObject(ErrorBody.of(path, answer.code(), answer.message(), List.of(), id))
                  .encode());
    } else {
      response
          .putHeader("Content-Type", "text/html; charset=UTF-8")
          .end(
              page.data("title", answer.title())
                  .data("happened", answer.message() + ".")
                  .data("remedy", answer.remedy())
                  .render());
    }
  }
}
