package io.gazetteer;

import io.gazetteer.common.ErrorBody;
import io.gazetteer.identity.IdentityError;
import io.gazetteer.identity.TooManySignInsException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Answers sign-ins that are refused because too many were wrong: 429 with {@code Retry-After}. */
class SignInRefusals {

  @Inject
  @Location("error.html")
  Template page;

  void register(@Observes Router router) {
    router.route().failureHandler(this::answer);
  }

  private void answer(RoutingContext routing) {
    if (!(routing.failure() instanceof TooManySignInsException refusal)) {
      routing.next();
      return;
    }
    IdentityError code = IdentityError.TOO_MANY_SIGN_INS;
    HttpServerResponse response =
        routing
            .response()
            .setStatusCode(code.status())
            .putHeader("Retry-After", Long.toString(refusal.waitSeconds()));
    String path = routing.normalizedPath();
    if (ErrorBody.isApi(path)) {
      String id = ErrorBody.requestId(routing.request().getHeader(ErrorBody.REQUEST_ID));
      response
          .putHeader("Content-Type", ErrorBody.contentType(path))
          .end(
              new JsonObject(ErrorBody.of(path, code, refusal.getMessage(), List.of(), id))
                  .encode());
    } else {
      response
          .putHeader("Content-Type", "text/html; charset=UTF-8")
          .end(
              page.data("title", "Too many wrong sign-ins")
                  .data("happened", refusal.getMessage() + ".")
                  .data("remedy", "Until then no password is looked at, the right one neither.")
                  .render());
    }
  }
}
