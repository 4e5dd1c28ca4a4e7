package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.entity.DeleteEntities;
import io.gazetteer.asset.entity.SaveEntities;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Several assets at once in the SDKs' form. */
@Path("/api/meta/entity/bulk")
@Produces(MediaType.APPLICATION_JSON)
public class EntityBulkResource {

  @Inject SaveEntities saveEntities;
  @Inject DeleteEntities deleteEntities;
  @Inject FindAssets findAssets;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode save(JsonNode body) {
    return MutationAnswer.of(saveEntities.save(EntityReader.several(body)));
  }

  @DELETE
  public ObjectNode delete(
      @QueryParam("guid") List<String> guids, @QueryParam("deleteType") String deleteType) {
    return MutationAnswer.of(deleteEntities.delete(guids, deleteType));
  }

  @GET
  public ObjectNode get(@QueryParam("guid") List<String> guids) {
    Map<String, Asset> found = findAssets.page(guids);
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.putObject("referredEntities");
    ArrayNode entities = reply.putArray("entities");
    guids.stream()
        .map(guid -> found.get(guid.toLowerCase(Locale.ROOT)))
        .filter(Objects::nonNull)
        .distinct()
        .forEach(asset -> entities.add(AssetWire.entity(asset)));
    return reply;
  }
}
