package io.gazetteer.crawl.offline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a file of objects, one at a time, from a JSON array or one after the other. */
final class ExtractorFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MAX_PROPERTIES = 1_000;

  private final StoreReads reads;
  private final String key;

  /** Line where the last object begins. */
  private long line = 1;

  ExtractorFile(StoreReads reads, String key) {
    this.reads = reads;
    this.key = key;
  }

  /**
   * Passes each object on.
   *
   * @return false if there is no such file, which differs from a file without objects
   * @throws AppException OFFLINE_FILE_DAMAGED, an error of the store, or what the taker throws
   */
  boolean forEach(Consumer<ExtractorObject> taker) {
    InputStream found = reads.find(key).orElse(null);
    if (found == null) {
      return false;
    }
    try (LimitedObjects in = new LimitedObjects(found);
        JsonParser parser = JSON.createParser(in)) {
      parser.setCodec(JSON);
      try {
        read(parser, in, taker);
      } catch (JsonProcessingException fault) {
        // Without the parser's message, which may quote data of the source.
        throw ExtractorObject.damaged(
            place(fault.getLocation().getLineNr()), "is not JSON, or the file is truncated");
      }
      return true;
    } catch (LimitedObjects.LargeObjectException fault) {
      throw ExtractorObject.damaged(
          place(line),
          "begins an object of more than %d MB, which no extractor writes"
              .formatted(LimitedObjects.MAX_BYTES >> 20));
    } catch (IOException fault) {
      throw ExtractorObject.damaged(key, "cannot be read completely");
    }
  }

  private void read(JsonParser parser, LimitedObjects in, Consumer<ExtractorObject> taker)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw ExtractorObject.damaged(
          key, "is empty, as after an incomplete upload; a file without objects contains []");
    }
    boolean array = token == JsonToken.START_ARRAY;
    if (array) {
      token = parser.nextToken();
    }
    while (token != null && token != JsonToken.END_ARRAY) {
      line = parser.currentTokenLocation().getLineNr();
      in.begin();
      String place = place(line);
      if (token != JsonToken.START_OBJECT) {
        throw ExtractorObject.damaged(place, "is not an object");
      }
      taker.accept(new ExtractorObject(object(parser, place), place));
      token = parser.nextToken();
    }
    boolean goesOn = token == JsonToken.END_ARRAY && (!array || parser.nextToken() != null);
    if (goesOn) {
      throw ExtractorObject.damaged(
          place(parser.currentLocation().getLineNr()), "continues after its end");
    }
  }

  /** Skips lists and objects inside: nothing uses them, and they take memory. */
  private static ObjectNode object(JsonParser parser, String place) throws IOException {
    ObjectNode object = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isStructStart()) {
        parser.skipChildren();
        continue;
      }
      JsonNode value = JSON.readTree(parser);
      if (name.indexOf(0) >= 0 || value.isTextual() && value.textValue().indexOf(0) >= 0) {
        throw ExtractorObject.damaged(place, "contains the character with code 0");
      }
      object.set(name, value);
      if (object.size() > MAX_PROPERTIES) {
        throw ExtractorObject.damaged(place, "has more than " + MAX_PROPERTIES + " properties");
      }
    }
    return object;
  }

  private String place(long line) {
    return key + " line " + line;
  }
}
