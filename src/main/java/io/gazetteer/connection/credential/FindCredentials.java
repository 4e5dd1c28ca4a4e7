package io.gazetteer.connection.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads credentials, never their secrets. */
@ApplicationScoped
public class FindCredentials {

  private static final int MAX_LIMIT = 500;
  private static final String ACTIVE = "isActive";
  private static final Set<String> FILTERS =
      Set.of("id", "name", "connectorType", "connectorConfigName", "authType", "host");

  @Inject Access access;
  @Inject CredentialRepository credentials;
  @Inject ObjectMapper json;

  /**
   * One credential.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND
   */
  public Credential byGuid(UUID guid) {
    access.check(Action.READ_CONNECTION);
    return credentials.find(guid).orElseThrow(() -> CredentialSecrets.notFound(guid));
  }

  /** True where a credential in use has that guid. */
  public boolean exists(UUID guid) {
    access.check(Action.READ_CONNECTION);
    return credentials.find(guid).isPresent();
  }

  /**
   * Credentials in use, oldest first. Those that were purged are not listed: {@code isActive}
   * {@code false} finds none.
   *
   * @param filter JSON object of exact values; empty = all
   * @throws AppException CREDENTIAL_INVALID when the filter is not such an object
   */
  public List<Credential> list(Optional<String> filter, int limit, int offset) {
    access.check(Action.READ_CONNECTION);
    return credentials.list(
        parse(filter.filter(text -> !text.isBlank()).orElse("{}")),
        Math.min(Math.max(limit, 0), MAX_LIMIT),
        Math.max(offset, 0));
  }

  private CredentialFilter parse(String text) {
    JsonNode filter;
    try {
      filter = json.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw invalid("filter is not JSON");
    }
    if (!filter.isObject()) {
      throw invalid("filter must be a JSON object, for example {\"name\":\"pg\"}");
    }
    for (Map.Entry<String, JsonNode> entry : filter.properties()) {
      boolean flag = entry.getKey().equals(ACTIVE) && entry.getValue().isBoolean();
      boolean exact = FILTERS.contains(entry.getKey()) && entry.getValue().isTextual();
      if (!flag && !exact) {
        throw invalid(
            "filter takes exact texts for id, name, connectorType, connectorConfigName, authType"
                + " and host, and true or false for isActive");
      }
    }
    return new CredentialFilter(
        text(filter, "id").map(FindCredentials::guid),
        text(filter, "name"),
        text(filter, "connectorType"),
        text(filter, "connectorConfigName"),
        text(filter, "authType"),
        text(filter, "host"),
        filter.path(ACTIVE).asBoolean(true));
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
