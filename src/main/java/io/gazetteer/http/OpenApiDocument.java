package io.gazetteer.http;

import io.gazetteer.common.CommonError;
import io.gazetteer.common.ErrorBody;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.FieldError;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document, which is built from the resources and from {@code
 * openapi/*.yaml}: the token that an operation needs unless the YAML says otherwise, the errors
 * that every request can get, the bodies of all errors, and the schemas of what Java reads and
 * writes as a JSON tree.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {

  /** Names the {@link ErrorCode} in the example of an error. */
  static final String ERROR_CODE = "x-error-code";

  /** Names the schema of a body that is a JSON tree in Java. */
  private static final String SCHEMA = "x-schema";

  private static final String SCHEME = "bearer";
  private static final String EXAMPLE_ID = "8f14e45f-ceea-467f-a8a2-b1d2f3c4e5f6";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations().values().forEach(each -> complete(path, each, components)));
    InlineEnums.in(document);
  }

  private static void complete(String path, Operation operation, Components components) {
    if (operation.getSecurity() == null) {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SCHEME));
    }
    if (operation.getRequestBody() != null) {
      Content content = operation.getRequestBody().getContent();
      // Older clients send no type at all; the document names the one to send.
      if (content.hasMediaType("application/json")) {
        content.removeMediaType("*/*");
      }
      nameSchemas(content);
    }
    APIResponses responses = operation.getResponses();
    responses.getAPIResponses().values().forEach(OpenApiDocument::describeBody);
    ErrorFamily family = ErrorFamily.of(path);
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (isError(status) && response.getContent() == null && response.getRef() == null) {
                describe(response, path, Integer.parseInt(status), family);
              }
            });
    for (CommonError error : family.errorsOfAll(path, operation)) {
      String status = Integer.toString(ErrorBody.status(path, error));
      if (!responses.hasAPIResponse(status)) {
        String name = family.nameOf(error);
        responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
          components.addResponse(name, shared(error, family));
        }
      }
    }
    responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
  }

  /** Takes out the body that the scanner assumes where Java returns just a response. */
  private static void describeBody(APIResponse response) {
    Content content = response.getContent();
    if (content == null) {
      return;
    }
    nameSchemas(content);
    if (content.getMediaTypes().values().stream()
        .allMatch(type -> isAnything(type.getSchema()) && type.getExample() == null)) {
      response.setContent(null);
    }
  }

  private static boolean isAnything(Schema schema) {
    return schema == null
        || Stream.of(
                schema.getType(),
                schema.getRef(),
                schema.getProperties(),
                schema.getAllOf(),
                schema.getAnyOf(),
                schema.getOneOf())
            .allMatch(Objects::isNull);
  }

  private static void nameSchemas(Content content) {
    for (MediaType type : content.getMediaTypes().values()) {
      Object schema = type.getExtension(SCHEMA);
      if (schema != null) {
        type.setSchema(OASFactory.createSchema().ref(schema.toString()));
        type.removeExtension(SCHEMA);
      }
    }
  }

  private static boolean isError(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static APIResponse shared(CommonError error, ErrorFamily family) {
    return OASFactory.createAPIResponse()
        .description(ErrorFamily.description(error))
        .content(
            family.content(
                ErrorBody.of(
                    family.examplePath(),
                    error,
                    ErrorFamily.description(error),
                    List.of(),
                    EXAMPLE_ID)));
  }

  private static void describe(APIResponse response, String path, int status, ErrorFamily family) {
    Object code = response.getExtension(ERROR_CODE);
    String name = code == null ? CommonError.INVALID_REQUEST.name() : code.toString();
    List<FieldError> errors =
        status == 400 ? List.of(new FieldError("limit", "must be from 1 to 1000")) : List.of();
    Map<String, Object> example =
        ErrorBody.of(
            path, new Documented(name, status), response.getDescription(), errors, EXAMPLE_ID);
    response.setContent(family.content(example));
  }

  private record Documented(String name, int status) implements ErrorCode {}
}
