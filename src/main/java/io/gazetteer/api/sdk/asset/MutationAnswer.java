package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.entity.Mutation;
import java.util.List;

/** What a request did to assets, in the SDKs' form. */
final class MutationAnswer {

  private MutationAnswer() {}

  /** The answer; kinds of which there is nothing are omitted. */
  static ObjectNode of(Mutation mutation) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode mutated = JsonNodeFactory.instance.objectNode();
    put(mutated, "CREATE", mutation.created());
    put(mutated, "UPDATE", mutation.updated());
    put(mutated, "PARTIAL_UPDATE", mutation.partlyUpdated());
    put(mutated, "DELETE", mutation.deleted());
    if (!mutated.isEmpty()) {
      answer.set("mutatedEntities", mutated);
    }
    ObjectNode assignments = answer.putObject("guidAssignments");
    mutation.guids().forEach(assignments::put);
    return answer;
  }

  private static void put(ObjectNode mutated, String kind, List<Asset> assets) {
    if (!assets.isEmpty()) {
      ArrayNode list = mutated.putArray(kind);
      assets.forEach(asset -> list.add(AssetWire.entity(asset)));
    }
  }
}
