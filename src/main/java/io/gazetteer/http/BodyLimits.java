package io.gazetteer.http;

import io.gazetteer.common.CommonError;
import io.gazetteer.common.ErrorBody;
import io.gazetteer.common.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Limits request bodies: each by its path, and all of those that are read at the same time by the
 * heap, as a body takes a multiple of its size once it is parsed.
 */
@ApplicationScoped
class BodyLimits {

  /** The largest body of most paths; bundles of CAs take some hundred kilobytes. */
  static final long USUAL = 2L << 20;

  /** Ten thousand values of a terms clause, with room for long qualified names. */
  static final long OF_SEARCH = 4L << 20;

  /** The same as {@code quarkus.http.limits.max-body-size}, which holds for all. */
  static final long OF_BULK = 20L << 20;

  /** A user name and a password; whoever sends them is not signed in. */
  static final long OF_SIGN_IN = 16L << 10;

  /** So many times its size a body takes at most when it is parsed, with as much again to spare. */
  private static final int PARSED = 32;

  /** Bodies up to this size are not counted. */
  private static final long SMALL = 64L << 10;

  /** Under this name Quarkus keeps the largest size of a body without a length. */
  private static final String MAX_REQUEST_SIZE = "io.quarkus.max-request-size";

  private static final Pattern SEARCH = Pattern.compile("/api/(meta|service)/.*search.*");
  private static final Pattern BULK = Pattern.compile("/api/meta/entity/bulk.*");

  /** Spooled to disk, not held in memory, and limited by {@code gazetteer.files.max-bytes}. */
  private static final Pattern FILE =
      Pattern.compile("/api/service/files/objects/.*|/workflows/v1/file");

  private final long budget;
  private final AtomicLong reading = new AtomicLong();

  BodyLimits() {
    this(Math.max(Runtime.getRuntime().maxMemory() / PARSED, OF_SEARCH));
  }

  BodyLimits(long budget) {
    this.budget = budget;
  }

  void register(@Observes Filters filters) {
    filters.register(this::limitOne, 970);
    // After authentication and authorisation, so that strangers cannot use up the budget, and after
    // Quarkus has set its own limit.
    filters.register(this::limitAll, 1);
  }

  private static long limit(String path) {
    if (path.equals("/j_security_check")) {
      return OF_SIGN_IN;
    }
    if (SEARCH.matcher(path).matches()) {
      return OF_SEARCH;
    }
    return BULK.matcher(path).matches() ? OF_BULK : USUAL;
  }

  private void limitOne(RoutingContext routing) {
    if (FILE.matcher(routing.normalizedPath()).matches()) {
      routing.next();
      return;
    }
    long limit = limit(routing.normalizedPath());
    HttpServerRequest request = routing.request();
    long length = length(request);
    if (length > limit || (limit == OF_SIGN_IN && isOfUnknownLength(request))) {
      closeAfterAnswer(routing);
      answer(
          routing,
          CommonError.REQUEST_TOO_LARGE,
          "The request body may have " + limit + " bytes at most at this address");
      return;
    }
    routing.next();
  }

  private void limitAll(RoutingContext routing) {
    String path = routing.normalizedPath();
    boolean file = FILE.matcher(path).matches();
    long length = length(routing.request());
    if (length < 0 && !file) {
      routing.put(MAX_REQUEST_SIZE, limit(path));
    }
    long counted = isOfUnknownLength(routing.request()) ? limit(path) : length;
    if (file || counted <= SMALL) {
      routing.next();
      return;
    }
    if (!reserve(counted)) {
      String seconds = Integer.toString(CommonError.TOO_MANY_REQUESTS.retryAfterSeconds());
      routing.response().putHeader("Retry-After", seconds);
      closeAfterAnswer(routing);
      answer(
          routing,
          CommonError.TOO_MANY_REQUESTS,
          "Too many large requests are being read at the same time; try again soon");
      return;
    }
    routing.addEndHandler(done -> release(counted));
    routing.next();
  }

  /** Whether a body of this size may be read now; one alone may be larger than the budget. */
  boolean reserve(long counted) {
    long sum = reading.addAndGet(counted);
    if (sum > budget && sum != counted) {
      reading.addAndGet(-counted);
      return false;
    }
    return true;
  }

  void release(long counted) {
    reading.addAndGet(-counted);
  }

  // What is left of the body is not read. HTTP/2 forbids the header, and ends the stream alone.
  private static void closeAfterAnswer(RoutingContext routing) {
    if (routing.request().version() != HttpVersion.HTTP_2) {
      routing.response().putHeader("Connection", "close");
    }
  }

  // HTTP/2 has frames in place of chunks, and says of no request that it has no body.
  private static boolean isOfUnknownLength(HttpServerRequest request) {
    boolean unsaid =
        request.getHeader("Transfer-Encoding") != null
            || (request.version() == HttpVersion.HTTP_2
                && !request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD));
    return unsaid && length(request) < 0;
  }

  /** What the request says its body has, -1 where it does not. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      return Long.MAX_VALUE;
    }
  }

  private static void answer(RoutingContext routing, ErrorCode code, String message) {
    String path = routing.normalizedPath();
    HttpServerResponse response = routing.response().setStatusCode(ErrorBody.status(path, code));
    if (ErrorBody.isApi(path)) {
      String id = ErrorBody.requestId(routing.request().getHeader(ErrorBody.REQUEST_ID));
      response
          .putHeader("Content-Type", ErrorBody.contentType(path))
          .end(new JsonObject(ErrorBody.of(path, code, message, List.of(), id)).encode());
    } else {
      response.putHeader("Content-Type", "text/plain; charset=UTF-8").end(message);
    }
  }
}
