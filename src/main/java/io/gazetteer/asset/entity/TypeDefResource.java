package io.gazetteer.asset.entity;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Definitions of the model in the SDKs' form: options, structures, tags, custom metadata. People
 * can add none here. There is one list of options and one structure all the same, as the SDKs'
 * caches take a model without any for a token that has expired, and say so.
 */
@Path("/api/meta/types")
@Tag(name = "Assets")
@Produces(MediaType.APPLICATION_JSON)
public class TypeDefResource {

  private static final List<String> EMPTY =
      List.of("classificationDefs", "entityDefs", "relationshipDefs", "businessMetadataDefs");

  @Inject Access access;

  @GET
  @Path("typedefs")
  @Operation(
      summary = "Definitions of the model",
      description =
          "Of whatever kind `type` names: tags and custom metadata are not kept, so there are none.")
  public ObjectNode all() {
    access.check(Action.READ_ASSET);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("enumDefs").add(certificates());
    answer.putArray("structDefs").add(structure());
    EMPTY.forEach(answer::putArray);
    return answer;
  }

  @GET
  @Path("typedef/name/{name}")
  @Operation(summary = "One definition of the model, by its name")
  public ObjectNode byName(@PathParam("name") String name) {
    access.check(Action.READ_ASSET);
    return Stream.of(certificates(), structure())
        .filter(definition -> definition.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AppException(
                    AssetError.TYPE_NOT_FOUND, "The model has no definition named " + name));
  }

  private static ObjectNode certificates() {
    ObjectNode definition =
        definition("ENUM", "certificate_status", "What certificateStatus may be.");
    ArrayNode elements = definition.putArray("elementDefs");
    for (String value : List.of("DRAFT", "VERIFIED", "DEPRECATED")) {
      elements.addObject().put("value", value).put("ordinal", elements.size() - 1);
    }
    return definition;
  }

  private static ObjectNode structure() {
    ObjectNode definition =
        definition(
            "STRUCT", "SourceTagAttachment", "Of tags, which are not kept: nothing has one.");
    definition.putArray("attributeDefs");
    return definition;
  }

  private static ObjectNode definition(String category, String name, String description) {
    UUID guid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return JsonNodeFactory.instance
        .objectNode()
        .put("category", category)
        .put("guid", guid.toString())
        .put("name", name)
        .put("description", description)
        .put("typeVersion", "1.0");
  }
}
