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

/** Reads a file of objects, as one JSON array or one behind the other, an object at a time. */
final class ObjectsFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MAX_PROPERTIES = 1_000;

  private final StoreReads reads;
  private final String key;

  /** Where the last object begins. */
  private long line = 1;

  ObjectsFile(StoreReads reads, String key) {
    this.reads = reads;
    this.key = key;
  }

  /**
   * Hands over each object.
   *
   * @return false where there is no such file, which is not the same as one without objects
   * @throws AppException OFFLINE_FILE_DAMAGED, what the store says, or what the taker throws
   */
  boolean forEach(Consumer<Properties> taker) {
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
        // Without what the parser says, which may quote data of the source.
        throw damaged(place(fault.getLocation().getLineNr()), "is no JSON, or the file is cut off");
      }
      return true;
    } catch (LimitedObjects.LargeObjectException fault) {
      throw damaged(
          place(line),
          "begins an object of more than %d MB, which no extractor writes"
              .formatted(LimitedObjects.MAX_BYTES >> 20));
    } catch (IOException fault) {
      throw damaged(key, "cannot be read to its end");
    }
  }

  private void read(JsonParser parser, LimitedObjects in, Consumer<Properties> taker)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw damaged(
          key, "is empty, as after an upload that broke off; no objects are written as []");
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
        throw damaged(place, "is no object");
      }
      taker.accept(new Properties(object(parser, place), place));
      token = parser.nextToken();
    }
    boolean goesOn = token == JsonToken.END_ARRAY && (!array || parser.nextToken() != null);
    if (goesOn) {
      throw damaged(place(parser.currentLocation().getLineNr()), "goes on behind its end");
    }
  }

  /** Lists and objects inside are skipped: nothing asks for them, and they take memory. */
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
        throw damaged(place, "holds the character with code 0");
      }
      object.set(name, value);
      if (object.size() > MAX_PROPERTIES) {
        throw damaged(place, "has more than " + MAX_PROPERTIES + " properties");
      }
    }
    return object;
  }

  private String place(long line) {
    return key + " line " + line;
  }

  static AppException damaged(String place, String why) {
    return new AppException(
        OfflineError.OFFLINE_FILE_DAMAGED,
        "%s %s. Nothing of the database was taken over; extract it again".formatted(place, why));
  }
}
