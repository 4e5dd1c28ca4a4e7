package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.asset.entity.DeleteEntities;
import io.gazetteer.asset.entity.SaveEntities;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldError;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Single assets in the SDKs' form. */
@Path("/api/meta/entity")
@Produces(MediaType.APPLICATION_JSON)
public class EntityResource {

  /** More children than this are not listed inside their parent; search finds them. */
  private static final int MAX_CHILDREN = 10_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Inject FindAssets findAssets;
  @Inject SearchAssets searchAssets;
  @Inject SaveEntities saveEntities;
  @Inject DeleteEntities deleteEntities;

  @GET
  @Path("guid/{guid}")
  public ObjectNode byGuid(
      @PathParam("guid") String guid,
      @QueryParam("ignoreRelationships") @DefaultValue("false") String ignoreRelationships) {
    return reply(findAssets.byGuid(guid), Boolean.parseBoolean(ignoreRelationships));
  }

  @GET
  @Path("uniqueAttribute/type/{type}")
  public ObjectNode byQualifiedName(
      @PathParam("type") String type,
      @QueryParam("attr:qualifiedName") String qualifiedName,
      @QueryParam("ignoreRelationships") @DefaultValue("false") String ignoreRelationships) {
    requireName(qualifiedName);
    return reply(
        findAssets.byQualifiedName(type, qualifiedName), Boolean.parseBoolean(ignoreRelationships));
  }

  @PUT
  @Path("uniqueAttribute/type/{type}")
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode save(
      @PathParam("type") String type,
      @QueryParam("attr:qualifiedName") String qualifiedName,
      JsonNode body) {
    requireName(qualifiedName);
    return MutationAnswer.of(saveEntities.saveOne(EntityReader.one(type, qualifiedName, body)));
  }

  @DELETE
  @Path("uniqueAttribute/type/{type}")
  public ObjectNode deleteByQualifiedName(
      @PathParam("type") String type,
      @QueryParam("attr:qualifiedName") String qualifiedName,
      @QueryParam("deleteType") String deleteType) {
    requireName(qualifiedName);
    return MutationAnswer.of(deleteEntities.deleteOne(type, qualifiedName, deleteType));
  }

  @DELETE
  @Path("guid/{guid}")
  public ObjectNode deleteByGuid(
      @PathParam("guid") String guid, @QueryParam("deleteType") String deleteType) {
    return MutationAnswer.of(deleteEntities.delete(List.of(guid), deleteType));
  }

  private static void requireName(String qualifiedName) {
    if (qualifiedName == null || qualifiedName.isBlank()) {
      String message = "a qualified name is needed";
      throw new AppException(
          CommonError.INVALID_REQUEST,
          "attr:qualifiedName: " + message,
          List.of(new FieldError("attr:qualifiedName", message)));
    }
  }

  private ObjectNode reply(Asset asset, boolean ignoreRelationships) {
    ObjectNode reply = JSON.objectNode();
    reply.putObject("referredEntities");
    ObjectNode entity = AssetWire.entity(asset);
    entity.set(
        "relationshipAttributes", ignoreRelationships ? JSON.objectNode() : relationships(asset));
    reply.set("entity", entity);
    return reply;
  }

  private ObjectNode relationships(Asset asset) {
    ObjectNode relationships = JSON.objectNode();
    Map<String, Asset.Parent> references = AssetWire.references(asset);
    Map<String, List<Asset.Parent>> lists = AssetWire.referenceLists(asset);
    Set<Asset.Parent> wanted = new HashSet<>(references.values());
    lists.values().forEach(wanted::addAll);
    Map<Asset.Parent, Asset> related = searchAssets.byPaths(wanted);
    references.forEach(
        (name, reference) -> {
          Asset found = related.get(reference);
          if (found != null) {
            relationships.set(name, AssetWire.reference(found, List.of()));
          }
        });
    lists.forEach(
        (name, list) -> {
          ArrayNode found = relationships.putArray(name);
          list.stream()
              .map(related::get)
              .filter(Objects::nonNull)
              .forEach(other -> found.add(AssetWire.reference(other, List.of())));
        });
    Map<String, String> childRelations = AssetWire.childRelations(asset.typeName());
    childRelations.values().forEach(relationships::putArray);
    if (!childRelations.isEmpty()) {
      for (Asset child : findAssets.children(asset, childRelations.keySet(), MAX_CHILDREN)) {
        relationships
            .withArray(childRelations.get(child.typeName()))
            .add(AssetWire.reference(child, List.of()));
      }
    }
    return relationships;
  }
}
