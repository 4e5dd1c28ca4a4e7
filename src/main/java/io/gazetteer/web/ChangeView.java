package io.gazetteer.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.asset.AssetChange;
import io.gazetteer.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that happened to an asset, as a page shows it.
 *
 * @param path names on the way to it, without its own
 * @param run the run that did it; empty when a person did
 * @param by the person who did it; empty when a run did
 * @param details attribute by attribute; empty where the kind says all
 */
public record ChangeView(
    Look look,
    TypeLook type,
    String guid,
    String name,
    String path,
    String run,
    String by,
    Moment when,
    List<Detail> details) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An attribute that changed.
   *
   * @param before empty when it was absent
   * @param after likewise
   */
  public record Detail(String attribute, String before, String after) {}

  static ChangeView of(Vocabulary vocabulary, AssetChange change, Instant now) {
    return new ChangeView(
        Look.of(change.kind()),
        TypeLook.of(vocabulary, change.typeName()),
        change.guid().toString(),
        change.name(),
        PathNames.above(vocabulary, change.qualifiedName()),
        change.runName().orElse(""),
        change.changedBy().orElse(""),
        Moment.of(change.at(), now),
        change.changesJson().map(ChangeView::details).orElse(List.of()));
  }

  private static List<Detail> details(String changes) {
    try {
      List<Detail> details = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : JSON.readTree(changes).properties()) {
        JsonNode sides = entry.getValue();
        details.add(new Detail(entry.getKey(), text(sides.path("old")), text(sides.path("new"))));
      }
      return details;
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("jsonb that is not JSON", failure);
    }
  }

  private static String text(JsonNode side) {
    if (side.isMissingNode() || side.isNull()) {
      return "";
    }
    return side.isValueNode() ? side.asText() : side.toString();
  }
}
