package io.gazetteer.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The one place that knows what an error looks like on the wire, by the family of the path. */
public final class ErrorBody {

  /** Header with which clients name their request; it comes back in the body. */
  public static final String REQUEST_ID = "X-Atlan-Request-Id";

  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  /** What clients of the APIs ask below; those of the connector application ask beside it too. */
  private static final List<String> API_ROOTS =
      List.of(
          """
          /api /auth /workflows /server /health /ready /metrics /manifest /dapr /events
          /subscriptions /observability"""
              .split("\\s", -1));

  private ErrorBody() {}

  /** True where programs ask and JSON is the answer; false where people read pages. */
  public static boolean isApi(String path) {
    return API_ROOTS.stream().anyMatch(root -> isUnder(path, root));
  }

  /** True where the public SDKs ask, which know few of the statuses. */
  public static boolean isForSdks(String path) {
    return isUnder(path, "/api/service") || isUnder(path, "/api/meta") || isUnder(path, "/auth");
  }

  /**
   * The status that an error has on a path. The SDKs know fewer of them: one reads 503 as an answer
   * without content, and any other that it does not know as an error of the service.
   */
  public static int status(String path, ErrorCode code) {
    if (!isForSdks(path)) {
      return code.status();
    }
    return switch (code.status()) {
      // Files are put by any HTTP client, over links that the SDK hands out.
      case 413 -> isUnder(path, "/api/service/files") ? 413 : 400;
      case 503 -> 500;
      default -> code.status();
    };
  }

  /** Media type of {@link #of} for a path of an API. */
  public static String contentType(String path) {
    return isUnder(path, "/api/v1") ? "application/problem+json" : "application/json";
  }

  /** The client's own id of its request where it gave a harmless one, otherwise a new id. */
  public static String requestId(String header) {
    return header != null && PLAIN_ID.matcher(header).matches()
        ? header
        : UUID.randomUUID().toString();
  }

  /**
   * The body, ready for a JSON writer.
   *
   * @param message shown to the client as it is
   * @param errors empty if the error is not about input
   */
  public static Map<String, Object> of(
      String path, ErrorCode code, String message, List<FieldError> errors, String requestId) {
    if (isUnder(path, "/api/v1")) {
      return problem(path, code, message, errors);
    }
    Map<String, Object> body = sdk(path, code, message, requestId);
    // The connector application's clients look at this one alone.
    if (!isUnder(path, "/api") && !isUnder(path, "/auth")) {
      body.put("success", false);
    }
    return body;
  }

  // Exactly these keys: one of the SDKs cannot read a body with any other.
  private static Map<String, Object> sdk(
      String path, ErrorCode code, String message, String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", status(path, code));
    body.put("errorCode", code.wireName());
    body.put("errorMessage", message);
    body.put("message", message);
    body.put("requestId", requestId);
    return body;
  }

  private static Map<String, Object> problem(
      String path, ErrorCode code, String message, List<FieldError> errors) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", code.name().replace('_', ' ').toLowerCase(Locale.ROOT));
    body.put("status", code.status());
    body.put("code", code.name());
    body.put("detail", message);
    body.put("instance", path);
    body.put(
        "errors",
        errors.stream()
            .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
            .toList());
    return body;
  }

  private static boolean isUnder(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
