package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import java.util.Optional;

/**
 * A request to make an app's workflow.
 *
 * @param name what people call it; the workflow's own name is made of it
 * @param schedule as sent; missing when none was
 */
record AppRequest(String name, ObjectNode inputs, Optional<Timing> schedule, boolean run) {

  static final String APP_ID = "postgres-crawler";

  static final String ENTRYPOINT = "crawler";

  private static final int MAX_NAME = 200;

  /** When to run; read and checked with the workflow. */
  record Timing(String cron, String timeZone) {
    static final Timing NONE = new Timing("", "");

    /**
     * Reads {@code cron} and {@code timezone}.
     *
     * @param prefix of their names in the errors
     */
    static Timing read(JsonNode schedule, String prefix, FieldErrors errors) {
      return new Timing(
          JsonText.text(schedule.path("cron"), prefix + "cron", errors),
          JsonText.text(schedule.path("timezone"), prefix + "timezone", errors));
    }
  }

  /**
   * Reads a request and notes everything wrong with it, except inside the inputs.
   *
   * @return what could be read; must not be used if there are errors
   * @throws AppException APP_NOT_SUPPORTED for another app, APP_INVALID if the body is no object
   */
  static AppRequest read(JsonNode body, FieldErrors errors) {
    JsonNode sent = requireObject(body);
    requirePostgres(sent.path("app_id").asText(""));
    JsonNode sentName = sent.path("name");
    String name = sentName.isTextual() ? sentName.textValue().strip() : "";
    if (name.isEmpty() || name.length() > MAX_NAME) {
      errors.add("name", "must be text that is not blank, nor longer than 200 characters");
    }
    JsonNode run = sent.path("run");
    if (!run.isBoolean() && !run.isMissingNode() && !run.isNull()) {
      errors.add("run", "must be true or false");
    }
    Optional<Timing> schedule = timing(sent.path("schedule"), errors);
    return new AppRequest(name, inputs(sent, errors), schedule, run.asBoolean(true));
  }

  /**
   * Reads a request to change the inputs and notes what is wrong with it, except inside the inputs.
   *
   * @return the inputs; none if they could not be read
   * @throws AppException APP_INVALID if the body is no object
   */
  static ObjectNode changed(JsonNode body, FieldErrors errors) {
    return inputs(requireObject(body), errors);
  }

  /** Throws APP_NOT_SUPPORTED unless it is the one app that there is. */
  static void requirePostgres(String appId) {
    if (!appId.equals(APP_ID)) {
      throw new AppException(
          AppError.APP_NOT_SUPPORTED,
          "App %s is not supported. This service crawls PostgreSQL: app_id must be %s"
              .formatted(appId.isEmpty() ? "(none)" : appId, APP_ID));
    }
  }

  private static JsonNode requireObject(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw new AppException(AppError.APP_INVALID, "The body must be an object with inputs");
    }
    return body;
  }

  private static ObjectNode inputs(JsonNode body, FieldErrors errors) {
    String entrypoint = body.path("entrypoint").asText(ENTRYPOINT);
    if (!body.path("entrypoint").isNull() && !entrypoint.equals(ENTRYPOINT)) {
      errors.add("entrypoint", "unknown entrypoint; there is only " + ENTRYPOINT);
    }
    if (body.path("inputs") instanceof ObjectNode inputs) {
      return inputs;
    }
    errors.add("inputs", "must be an object");
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<Timing> timing(JsonNode schedule, FieldErrors errors) {
    if (schedule.isMissingNode() || schedule.isNull()) {
      return Optional.empty();
    }
    Timing timing = Timing.read(schedule, "schedule.", errors);
    if (timing.cron().isBlank()) {
      errors.add("schedule.cron", "must be a cron expression, for example 5 4 * * *");
    }
    return Optional.of(timing);
  }
}
