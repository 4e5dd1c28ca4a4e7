package io.gazetteer.http;

import io.gazetteer.common.ErrorBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

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

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]{0,300}");

  /** What RFC 6265 lets stand in a cookie. */
  private static final Pattern COOKIE_VALUE =
      Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*");

  void register(@Observes Filters filters) {
    filters.register(HttpGuards::refuseOddHost, 1010);
    filters.register(HttpGuards::escapeCookies, 1005);
    filters.register(HttpGuards::addHeaders, 1000);
    filters.register(HttpGuards::refuseOddPath, 990);
    filters.register(HttpGuards::lendMetrics, 985);
    filters.register(HttpGuards::acceptUpload, 983);
    filters.register(HttpGuards::refuseForeignForm, 980);
  }

  // It becomes part of redirects and cookies, whose encoders end a request without an answer where
  // they find such characters.
  private static void refuseOddHost(RoutingContext routing) {
    String host = routing.request().getHeader("Host");
    if (host == null || HOST.matcher(host).matches()) {
      routing.next();
    } else {
      routing.response().setStatusCode(400).end();
    }
  }

  // The sign-in keeps the address that somebody asked for in a cookie, as it came, and the encoder
  // of cookies throws when the answer is on its way already.
  private static void escapeCookies(RoutingContext routing) {
    routing.addHeadersEndHandler(
        done -> {
          for (Cookie cookie : routing.request().cookies()) {
            String value = cookie.getValue();
            if (!COOKIE_VALUE.matcher(value).matches()) {
              cookie.setValue(escaped(value));
            }
          }
        });
    routing.next();
  }

  private static String escaped(String value) {
    // A request's line is read byte by byte, so that most characters are bytes.
    boolean bytes = value.chars().allMatch(c -> c <= 0xFF);
    StringBuilder escaped = new StringBuilder();
    for (byte b : value.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
      String one = Character.toString((char) (b & 0xFF));
      escaped.append(COOKIE_VALUE.matcher(one).matches() ? one : String.format("%%%02X", b & 0xFF));
    }
    return escaped.toString();
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
