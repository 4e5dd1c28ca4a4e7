package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.workflow.ServiceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The forms from which the application's frontend builds its pages. */
@ApplicationScoped
class ConfigMaps {

  /** Their ids: the credential, and the crawler. */
  static final List<String> IDS = List.of("atlan-connectors-postgres", "atlan-postgres");

  @Inject ObjectMapper json;

  /**
   * A form.
   *
   * @throws AppException CONFIGMAP_NOT_FOUND
   */
  JsonNode find(String id) {
    if (!IDS.contains(id)) {
      throw new AppException(
          ServiceError.CONFIGMAP_NOT_FOUND,
          "There is no configmap " + id + "; there are " + String.join(" and ", IDS));
    }
    try (InputStream file = ConfigMaps.class.getResourceAsStream("ConfigMaps/" + id + ".json")) {
      return json.readTree(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
