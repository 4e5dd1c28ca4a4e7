package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
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

    /**
     * Reads {@code cron} and {@code timezone}.
     *
     * @param prefix of their names in the faults
     */
    static Timing read(JsonNode schedule, String prefix, Faults faults) {
      return new Timing(
          JsonText.text(schedule.path("cron"), prefix + "cron", faults),
          JsonText.text(schedule.path("timezone"), prefix + "timezone", faults));
    }
  }

  /**
   * Reads a request and notes everything wrong with it, except inside the inputs.
   *
   * @return what could be read; must not be used if there are faults
   * @throws AppException APP_NOT_SUPPORTED for another app, APP_INVALID if the body is no object
   */
  static AppRequest read(JsonNode body, Faults faults) {
    JsonNode sent = requireObject(body);
    requirePostgres(sent.path("app_id").asText(""));
    JsonNode sentName = sent.path("name");
    String name = sentName.isTextual() ? sentName.textValue().strip() : "";
    if (name.isEmpty() || name.length() > MAX_NAME) {
      faults.add("name", "must be text that is not blank, nor longer than 200 characters");
    }
    JsonNode run = sent.path("run");
    if (!run.isBoolean() && !run.isMissingNode() && !run.isNull()) {
      faults.add("run", "must be true or false");
    }
    Optional<Timing> schedule = timing(sent.path("schedule"), faults);
    return new AppRequest(name, inputs(sent, faults), schedule, run.asBoolean(true));
  }

  /**
   * Reads a request to change the inputs and notes what is wrong with it, except inside the inputs.
   *
   * @return the inputs; none if they could not be read
   * @throws AppException APP_INVALID if the body is no object
   */
  static ObjectNode changed(JsonNode body, Faults faults) {
    return inputs(requireObject(body), faults);
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
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<Timing> timing(JsonNode schedule, Faults faults) {
    if (schedule.isMissingNode() || schedule.isNull()) {
      return Optional.empty();
    }
    Timing timing = Timing.read(schedule, "schedule.", faults);
    if (timing.cron().isBlank()) {
      faults.add("schedule.cron", "must be a cron expression, for example 5 4 * * *");
    }
    return Optional.of(timing);
  }
}
