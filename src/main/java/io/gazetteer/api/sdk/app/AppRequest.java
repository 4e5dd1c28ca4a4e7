package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
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
  }

  /**
   * Reads a request.
   *
   * @throws AppException APP_NOT_SUPPORTED for another app, APP_INVALID with every error
   */
  static AppRequest read(JsonNode body) {
    JsonNode sent = requireObject(body);
    requirePostgres(sent.path("app_id").asText(""));
    Faults faults = new Faults();
    String name = sent.path("name").asText("").strip();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      faults.add("name", "must not be blank, nor longer than 200 characters");
    }
    JsonNode run = sent.path("run");
    if (!run.isBoolean() && !run.isMissingNode() && !run.isNull()) {
      faults.add("run", "must be true or false");
    }
    Optional<Timing> schedule = timing(sent.path("schedule"), faults);
    ObjectNode inputs = inputs(sent, faults);
    faults.throwIfAny(AppError.APP_INVALID);
    return new AppRequest(name, inputs, schedule, run.asBoolean(true));
  }

  /**
   * Reads the inputs of a request to change them.
   *
   * @throws AppException APP_INVALID with every error
   */
  static ObjectNode inputs(JsonNode body) {
    Faults faults = new Faults();
    ObjectNode inputs = inputs(requireObject(body), faults);
    faults.throwIfAny(AppError.APP_INVALID);
    return inputs;
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

  private static ObjectNode inputs(JsonNode body, Faults faults) {
    String entrypoint = body.path("entrypoint").asText(ENTRYPOINT);
    if (!body.path("entrypoint").isNull() && !entrypoint.equals(ENTRYPOINT)) {
      faults.add("entrypoint", "unknown entrypoint; there is only " + ENTRYPOINT);
    }
    if (body.path("inputs") instanceof ObjectNode inputs) {
      return inputs;
    }
    faults.add("inputs", "must be an object");
    return null;
  }

  private static Optional<Timing> timing(JsonNode schedule, Faults faults) {
    if (schedule.isMissingNode() || schedule.isNull()) {
      return Optional.empty();
    }
    String cron = schedule.path("cron").asText("");
    if (cron.isBlank()) {
      faults.add("schedule.cron", "must be a cron expression, for example 5 4 * * *");
    }
    JsonNode zone = schedule.path("timezone");
    return Optional.of(new Timing(cron, zone.isNull() ? "" : zone.asText("")));
  }
}
