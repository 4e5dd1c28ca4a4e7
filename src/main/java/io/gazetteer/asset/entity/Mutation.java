package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import java.util.List;
import java.util.Map;

/**
 * What a request did to assets. An asset that already was as it was sent is in none of the lists.
 *
 * @param partlyUpdated updated through the address of a single asset
 * @param guids guid that was sent to guid of the asset
 */
public record Mutation(
    List<Asset> created,
    List<Asset> updated,
    List<Asset> partlyUpdated,
    List<Asset> deleted,
    Map<String, String> guids) {

  /** The answer in the SDKs' form; kinds of which there is nothing are left out. */
  public ObjectNode toJson() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode mutated = JsonNodeFactory.instance.objectNode();
    put(mutated, "CREATE", created);
    put(mutated, "UPDATE", updated);
    put(mutated, "PARTIAL_UPDATE", partlyUpdated);
    put(mutated, "DELETE", deleted);
    if (!mutated.isEmpty()) {
      answer.set("mutatedEntities", mutated);
    }
    ObjectNode assignments = answer.putObject("guidAssignments");
    guids.forEach(assignments::put);
    return answer;
  }

  private static void put(ObjectNode mutated, String kind, List<Asset> assets) {
    if (!assets.isEmpty()) {
      ArrayNode list = mutated.putArray(kind);
      assets.forEach(asset -> list.add(AssetWire.entity(asset)));
    }
  }
}
