package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What may be given to the crawler as inputs. */
@ApplicationScoped
public class InputContract {

  @Inject ObjectMapper json;

  public JsonNode schema() {
    try (InputStream schema = InputContract.class.getResourceAsStream("inputs.json")) {
      return json.readTree(schema);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
