package io.gazetteer.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldError;
import io.gazetteer.common.StoreFailures;
import io.gazetteer.http.ErrorAnswers.Failure;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into an answer. */
class ErrorMappers {

  @Inject ErrorAnswers answers;

  @ServerExceptionMapper
  Response known(AppException failure) {
    int status = failure.code().status();
    return answers.answer(
        new Failure(failure.code(), status, failure.getMessage(), failure.errors()), failure);
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException failure) {
    // A value that we return or store and that breaks our own rules is our error, not the client's.
    if (failure.getConstraintViolations().stream().anyMatch(ErrorMappers::isOurs)) {
      return answers.unexpected(failure);
    }
    List<FieldError> errors =
        failure.getConstraintViolations().stream()
            .map(each -> new FieldError(field(each), each.getMessage()))
            .sorted((one, other) -> one.field().compareTo(other.field()))
            .toList();
    String message =
        errors.stream()
            .map(fault -> fault.field() + ": " + fault.message())
            .collect(Collectors.joining("; "));
    return answers.answer(new Failure(CommonError.INVALID_REQUEST, 400, message, errors), failure);
  }

  @ServerExceptionMapper
  Response unreadable(MismatchedInputException failure) {
    return unreadableJson(failure);
  }

  @ServerExceptionMapper
  Response beyondLimits(StreamConstraintsException failure) {
    String message =
        "body: the JSON is nested too deeply, has too many elements or too long a number or text"
            + where(failure);
    return answers.answer(
        new Failure(
            CommonError.INVALID_REQUEST,
            400,
            message,
            List.of(new FieldError("", message.substring("body: ".length())))),
        failure);
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException failure) {
    return answers.answer(new Failure(CommonError.UNAUTHENTICATED, "Sign in first"), failure);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure) {
    return answers.answer(
        new Failure(CommonError.FORBIDDEN, "You are not allowed to do this"), failure);
  }

  @ServerExceptionMapper
  Response ofHttp(WebApplicationException failure) {
    Response wanted = failure.getResponse();
    if (wanted.getStatus() < 400 || wanted.hasEntity()) {
      return wanted;
    }
    if (failure.getCause() instanceof StreamConstraintsException limits) {
      return beyondLimits(limits);
    }
    if (failure.getCause() instanceof JsonProcessingException json) {
      return unreadableJson(json);
    }
    return switch (wanted.getStatus()) {
      case 401 -> answer(CommonError.UNAUTHENTICATED, 401, "Sign in first", failure);
      case 403 -> answer(CommonError.FORBIDDEN, 403, "You are not allowed to do this", failure);
      case 404 -> answer(CommonError.NOT_FOUND, 404, "There is nothing at this address", failure);
      case 405 -> answers.wrongMethod(failure);
      case 415 ->
          answer(
              CommonError.UNSUPPORTED_MEDIA_TYPE, 415, "This media type is not supported", failure);
      default ->
          wanted.getStatus() >= 500
              ? answers.unexpected(failure)
              : answer(
                  CommonError.INVALID_REQUEST,
                  wanted.getStatus(),
                  "The request was not understood",
                  failure);
    };
  }

  @ServerExceptionMapper
  Response overtaken(OptimisticLockException failure) {
    return answer(
        CommonError.CHANGED_MEANWHILE,
        409,
        "Somebody else changed this at the same time. Load it again and repeat the change",
        failure);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure) {
    // A transaction that fails as it commits hides the reason below exceptions of its own.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException overtaken) {
        return overtaken(overtaken);
      }
    }
    return StoreFailures.ofInput(failure)
        .or(() -> StoreFailures.of(failure))
        .map(this::known)
        .orElseGet(() -> answers.unexpected(failure));
  }

  private Response answer(CommonError code, int status, String message, Throwable failure) {
    return answers.answer(new Failure(code, status, message, List.of()), failure);
  }

  // Names the place only: the library's own message holds parts of the body, which may be a secret.
  private Response unreadableJson(JsonProcessingException failure) {
    if (failure.getCause() instanceof StreamConstraintsException limits) {
      return beyondLimits(limits);
    }
    String field = failure instanceof JsonMappingException mapping ? place(mapping) : "";
    boolean readable = failure instanceof MismatchedInputException;
    FieldError fault =
        new FieldError(
            field, (readable ? "has the wrong type or form" : "not valid JSON") + where(failure));
    String message = (field.isEmpty() ? "body" : field) + ": " + fault.message();
    return answers.answer(
        new Failure(CommonError.INVALID_REQUEST, 400, message, List.of(fault)), failure);
  }

  private static String where(JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static String place(JsonMappingException failure) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }

  private static boolean isOurs(ConstraintViolation<?> violation) {
    return violation.getRootBeanClass().isAnnotationPresent(Entity.class)
        || StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
            .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  // Without the Java method and its parameter, of which the client knows nothing.
  private static String field(ConstraintViolation<?> violation) {
    List<String> steps = new ArrayList<>();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PROPERTY
          || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
        steps.add(node.toString());
      }
    }
    if (!steps.isEmpty()) {
      return String.join(".", steps);
    }
    String last = "";
    for (Path.Node node : violation.getPropertyPath()) {
      last = node.toString();
    }
    return last;
  }
}
