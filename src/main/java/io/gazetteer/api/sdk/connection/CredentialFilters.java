package io.gazetteer.api.sdk.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.CredentialQuery;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the SDKs' filter of credentials, for example {@code {"name":"pg"}}. */
final class CredentialFilters {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACTIVE = "isActive";
  private static final Set<String> FILTERS =
      Set.of("id", "name", "connectorType", "connectorConfigName", "authType", "host");

  private CredentialFilters() {}

  /**
   * Reads a query.
   *
   * @param filter JSON object of exact values; empty or blank = all
   * @throws AppException CREDENTIAL_INVALID when the filter is not such an object
   */
  static CredentialQuery read(Optional<String> filter, int limit, int offset) {
    JsonNode sent = object(filter.filter(text -> !text.isBlank()).orElse("{}"));
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      boolean flag = entry.getKey().equals(ACTIVE) && entry.getValue().isBoolean();
      boolean exact = FILTERS.contains(entry.getKey()) && entry.getValue().isTextual();
      if (!flag && !exact) {
        throw invalid(
            "filter takes exact texts for id, name, connectorType, connectorConfigName, authType"
                + " and host, and true or false for isActive");
      }
    }
    return new CredentialQuery(
        text(sent, "id").map(CredentialFilters::guid),
        text(sent, "name"),
        text(sent, "connectorType"),
        text(sent, "connectorConfigName"),
        text(sent, "authType"),
        text(sent, "host"),
        sent.path(ACTIVE).asBoolean(true),
        limit,
        offset);
  }

  private static JsonNode object(String text) {
    JsonNode sent;
    try {
      sent = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw invalid("filter is not JSON");
    }
    if (!sent.isObject()) {
      throw invalid("filter must be a JSON object, for example {\"name\":\"pg\"}");
    }
    return sent;
  }

  private static UUID guid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notGuid) {
      throw invalid("filter.id is not a guid");
    }
  }

  private static Optional<String> text(JsonNode filter, String field) {
    return Optional.ofNullable(filter.path(field).textValue());
  }

  private static AppException invalid(String message) {
    return new AppException(ConnectionError.CREDENTIAL_INVALID, message);
  }
}
