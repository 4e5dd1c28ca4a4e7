package io.gazetteer;

import io.gazetteer.common.ErrorBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What every request passes before anybody is authenticated: response headers, odd paths, origin.
 */
class HttpGuards {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String PAGES_MAY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  // Swagger UI writes its start script and styles into its page.
  private static final String SWAGGER_MAY =
      PAGES_MAY + "; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";

  void register(@Observes Filters filters) {
    filters.register(HttpGuards::addHeaders, 1000);
    filters.register(HttpGuards::refuseOddPath, 990);
    filters.register(HttpGuards::lendMetrics, 985);
    filters.register(HttpGuards::acceptUpload, 983);
    filters.register(HttpGuards::refuseForeignForm, 980);
  }

  private static void addHeaders(RoutingContext routing) {
    String path = routing.normalizedPath();
    MultiMap headers = routing.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    headers.set(
        "Content-Security-Policy", path.startsWith("/q/swagger-ui") ? SWAGGER_MAY : PAGES_MAY);
    if (ErrorBody.isApi(path) || path.startsWith("/ui") || path.startsWith("/sign-in")) {
      headers.set("Cache-Control", "no-store");
    }
    routing.next();
  }

  // JAX-RS ignores what follows a semicolon, the permissions by path do not: "/api;x/service" would
  // be the API to the one and something else to the other.
  private static void refuseOddPath(RoutingContext routing) {
    String path = routing.normalizedPath();
    int end = path.indexOf('/', 1);
    String first = end < 0 ? path : path.substring(0, end);
    if (first.indexOf(';') >= 0) {
      routing.response().setStatusCode(404).end();
    } else {
      routing.next();
    }
  }

  /** The connector application's address of the metrics. */
  private static void lendMetrics(RoutingContext routing) {
    if (routing.normalizedPath().equals("/metrics")) {
      routing.reroute("/q/metrics");
    } else {
      routing.next();
    }
  }

  // The check of forms asks each multipart request for a token and has no exception. No other site
  // can make a browser send a bearer token, so that such a request needs none.
  private static void acceptUpload(RoutingContext routing) {
    MultiMap headers = routing.request().headers();
    String authorization = headers.get("Authorization");
    boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    if (routing.normalizedPath().equals("/workflows/v1/file") && bearer) {
      byte[] random = new byte[16];
      RANDOM.nextBytes(random);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      headers.set("X-CSRF-TOKEN", token).set("Cookie", "csrf-token=" + token);
    }
    routing.next();
  }

  // The sign-in form is read before any token could be checked. That no other site can post it, and
  // so sign somebody in as somebody else, is seen from where the browser says the form came from.
  private static void refuseForeignForm(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    boolean isForm =
        routing.normalizedPath().equals("/j_security_check")
            || routing.normalizedPath().startsWith("/ui");
    if (isForm && request.method().equals(HttpMethod.POST) && isForeign(request)) {
      routing.response().setStatusCode(403).end("This form was sent from another site.");
    } else {
      routing.next();
    }
  }

  private static boolean isForeign(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    try {
      String from = URI.create(origin).getAuthority();
      return from == null || !from.equalsIgnoreCase(request.getHeader("Host"));
    } catch (IllegalArgumentException failure) {
      return true;
    }
  }
}
