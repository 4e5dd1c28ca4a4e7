package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.AssetError;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Definitions that people add to the model in the SDKs' form: options, structures, tags, custom
 * metadata. None are kept here, and the SDKs' caches are content to hear so.
 */
@Path("/api/meta/types")
@Tag(name = "Assets")
@Produces(MediaType.APPLICATION_JSON)
public class TypeDefResource {

  private static final List<String> KINDS =
      List.of(
          "enumDefs",
          "structDefs",
          "classificationDefs",
          "entityDefs",
          "relationshipDefs",
          "businessMetadataDefs");

  @Inject Access access;

  @GET
  @Path("typedefs")
  @Operation(
      summary = "Definitions that people added to the model",
      description =
          "Of whatever kind `type` names: none, as tags and custom metadata are not kept.")
  public ObjectNode all() {
    access.check(Action.READ_ASSET);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    KINDS.forEach(answer::putArray);
    return answer;
  }

  @GET
  @Path("typedef/name/{name}")
  @Operation(summary = "One definition that somebody added to the model: there is none")
  public ObjectNode byName(@PathParam("name") String name) {
    access.check(Action.READ_ASSET);
    throw new AppException(
        AssetError.TYPE_NOT_FOUND, "Nobody added a definition named " + name + " to the model");
  }
}
