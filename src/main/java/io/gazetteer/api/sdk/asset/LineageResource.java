package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldErrors;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Lineage in the SDKs' form. No lineage is read from sources yet, so that every list is empty. */
@Path("/api/meta/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LineageResource {

  @Inject FindAssets findAssets;

  @POST
  @Path("list")
  public ObjectNode list(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    String guid = body == null ? null : body.path("guid").textValue();
    if (guid == null || guid.isBlank()) {
      errors.add("guid", "must be the guid of an asset");
    }
    String direction = body == null ? null : body.path("direction").textValue();
    if (!"INPUT".equals(direction) && !"OUTPUT".equals(direction)) {
      errors.add("direction", "must be INPUT or OUTPUT");
    }
    for (String number : List.of("from", "size", "depth")) {
      JsonNode value = body == null ? null : body.get(number);
      boolean given = value != null && !value.isNull();
      if (given && (!value.isIntegralNumber() || value.longValue() < 0)) {
        errors.add(number, "must be a whole number that is not negative");
      }
    }
    errors.throwIfAny(CommonError.INVALID_REQUEST);
    findAssets.byGuid(guid);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("entities");
    answer.put("hasMore", false);
    answer.put("entityCount", 0);
    answer.set("searchParameters", body);
    return answer;
  }
}
