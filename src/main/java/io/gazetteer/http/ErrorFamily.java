package io.gazetteer.http;

import io.gazetteer.common.CommonError;
import io.gazetteer.common.ErrorBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/** The API families, by the body of their errors. */
enum ErrorFamily {
  /** Our own API. */
  PROBLEM("Problem", "/api/v1"),
  /** What the SDKs call. */
  SDK("SdkError", "/api/service"),
  /** What clients of the connector application call. */
  APPLICATION("ApplicationError", "/workflows/v1");

  private final String schema;
  private final String root;

  ErrorFamily(String schema, String root) {
    this.schema = schema;
    this.root = root;
  }

  static ErrorFamily of(String path) {
    if (path.startsWith(PROBLEM.root)) {
      return PROBLEM;
    }
    return path.startsWith("/api/") || path.startsWith("/auth/") ? SDK : APPLICATION;
  }

  /** A path of the family that stands for all in shared examples. */
  String examplePath() {
    return root;
  }

  /** The name of the shared response for an error. */
  String nameOf(CommonError error) {
    StringBuilder name = new StringBuilder();
    for (String word : error.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.append(this == PROBLEM ? "Problem" : this == SDK ? "ForSdk" : "ForApplication")
        .toString();
  }

  Content content(Map<String, Object> example) {
    return OASFactory.createContent()
        .addMediaType(
            ErrorBody.contentType(root),
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(schema))
                .example(example));
  }

  /** The errors that an operation can answer whatever it does. */
  List<CommonError> errorsOfAll(String path, Operation operation) {
    List<CommonError> errors = new ArrayList<>();
    errors.add(CommonError.INVALID_REQUEST);
    if (!operation.getSecurity().isEmpty()) {
      errors.add(CommonError.UNAUTHENTICATED);
      errors.add(CommonError.FORBIDDEN);
      errors.add(CommonError.TOO_MANY_REQUESTS);
    }
    if (operation.getRequestBody() != null) {
      errors.add(CommonError.REQUEST_TOO_LARGE);
      if (operation.getRequestBody().getContent().hasMediaType("application/json")) {
        errors.add(CommonError.UNSUPPORTED_MEDIA_TYPE);
      }
    }
    errors.add(CommonError.INTERNAL_ERROR);
    if (!ErrorBody.isForSdks(path)) {
      errors.add(CommonError.STORE_UNAVAILABLE);
    }
    return errors;
  }

  /** What an error means, for the shared responses. */
  static String description(CommonError error) {
    return switch (error) {
      case INVALID_REQUEST -> "The request is invalid";
      case UNAUTHENTICATED -> "The token is missing or invalid";
      case FORBIDDEN -> "The user of the token is not allowed to do this";
      case NOT_FOUND, NOT_SERVED -> "The address does not exist";
      case METHOD_NOT_ALLOWED -> "The address does not accept this method";
      case REQUEST_TOO_LARGE -> "The body is too large";
      case TOO_MANY_REQUESTS -> "Too many requests; retry after the time in the header Retry-After";
      case UNSUPPORTED_MEDIA_TYPE -> "The media type of the body is not supported";
      case CHANGED_MEANWHILE -> "The record changed since it was read; read it again";
      case EARLIER_SCHEMA -> "The catalog database was made by an earlier build";
      case INTERNAL_ERROR -> "An unexpected error; see the log of the service";
      case STORE_UNAVAILABLE -> "The catalog database is not available; retry later";
    };
  }
}
