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

  private final StoreReads reads;
  private final String key;

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
    try (InputStream in = found;
        JsonParser parser = JSON.createParser(in)) {
      parser.setCodec(JSON);
      try {
        read(parser, taker);
      } catch (JsonProcessingException fault) {
        // Without what the parser says, which may quote data of the source.
        throw damaged(place(fault.getLocation().getLineNr()), "is no JSON, or the file is cut off");
      }
      return true;
    } catch (IOException fault) {
      throw damaged(key, "cannot be read to its end");
    }
  }

  private void read(JsonParser parser, Consumer<Properties> taker) throws IOException {
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
      String place = place(parser.currentTokenLocation().getLineNr());
      if (token != JsonToken.START_OBJECT) {
        throw damaged(place, "is no object");
      }
      JsonNode object = JSON.readTree(parser);
      if (object.toString().contains("\\u0000")) {
        throw damaged(place, "holds the character with code 0");
      }
      taker.accept(new Properties((ObjectNode) object, place));
      token = parser.nextToken();
    }
    boolean goesOn = token == JsonToken.END_ARRAY && (!array || parser.nextToken() != null);
    if (goesOn) {
      throw damaged(place(parser.currentLocation().getLineNr()), "goes on behind its end");
    }
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
