package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.AssetError;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.model.SdkModel;
import io.gazetteer.model.Vocabulary;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Definitions of the model in the SDKs' form: types of assets, options, structures. People can add
 * none. There is one list of options and one structure, as the SDKs' caches take a model without
 * any for a token that has expired, and say so.
 */
@Path("/api/meta/types")
@Produces(MediaType.APPLICATION_JSON)
public class TypeDefResource {

  private static final String ENUM = "ENUM";
  private static final String STRUCT = "STRUCT";
  private static final String ENTITY = "ENTITY";

  /** Categories, and the lists of them in an answer. */
  private static final Map<String, String> LISTS = lists();

  @Inject Access access;
  @Inject Vocabulary vocabulary;

  @GET
  @Path("typedefs")
  public ObjectNode all(@QueryParam("type") List<String> categories) {
    access.check(Action.READ_ASSET);
    List<String> wanted =
        categories.stream()
            .filter(category -> !category.isBlank())
            .map(category -> category.toUpperCase(Locale.ROOT))
            .toList();
    FieldErrors errors = new FieldErrors();
    wanted.stream()
        .filter(category -> !LISTS.containsKey(category))
        .forEach(category -> errors.add("type", "must be one of " + LISTS.keySet()));
    errors.throwIfAny(CommonError.INVALID_REQUEST);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    LISTS.values().forEach(answer::putArray);
    definitions()
        .filter(each -> wanted.isEmpty() || wanted.contains(each.path("category").asText()))
        .forEach(each -> answer.withArray(LISTS.get(each.path("category").asText())).add(each));
    return answer;
  }

  @GET
  @Path("typedef/name/{name}")
  public ObjectNode byName(@PathParam("name") String name) {
    access.check(Action.READ_ASSET);
    return definitions()
        .filter(definition -> definition.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AppException(
                    AssetError.TYPE_NOT_FOUND, "The model has no definition named " + name));
  }

  private static Map<String, String> lists() {
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put(ENUM, "enumDefs");
    lists.put(STRUCT, "structDefs");
    lists.put("CLASSIFICATION", "classificationDefs");
    lists.put(ENTITY, "entityDefs");
    lists.put("RELATIONSHIP", "relationshipDefs");
    lists.put("BUSINESS_METADATA", "businessMetadataDefs");
    return lists;
  }

  private Stream<ObjectNode> definitions() {
    return Stream.concat(
        Stream.of(certificates(), structure()),
        vocabulary.sdkModel().types().values().stream().map(this::entity));
  }

  private ObjectNode certificates() {
    ObjectNode definition = definition(ENUM, "certificate_status", "Values of certificateStatus.");
    ArrayNode elements = definition.putArray("elementDefs");
    for (String value : vocabulary.attribute("certificateStatus").orElseThrow().values()) {
      elements.addObject().put("value", value).put("ordinal", elements.size() - 1);
    }
    return definition;
  }

  private static ObjectNode structure() {
    ObjectNode definition =
        definition(
            STRUCT,
            "SourceTagAttachment",
            "A tag of a source; tags are not supported, so no asset has one.");
    definition.putArray("attributeDefs");
    return definition;
  }

  private ObjectNode entity(SdkModel.Type type) {
    ObjectNode definition = definition(ENTITY, type.name(), "Assets of type " + type.name() + ".");
    ArrayNode superTypes = definition.putArray("superTypes");
    type.superType().ifPresent(superTypes::add);
    ArrayNode subTypes = definition.putArray("subTypes");
    vocabulary.sdkModel().types().values().stream()
        .filter(other -> other.superType().filter(type.name()::equals).isPresent())
        .forEach(other -> subTypes.add(other.name()));
    ArrayNode attributes = definition.putArray("attributeDefs");
    ArrayNode relations = definition.putArray("relationshipAttributeDefs");
    type.attributes()
        .forEach(
            (name, attribute) ->
                (attribute.relation() ? relations : attributes)
                    .add(attribute(name, attribute.typeName())));
    definition.putObject("businessAttributeDefs");
    return definition;
  }

  private static ObjectNode attribute(String name, String typeName) {
    boolean several = typeName.startsWith("array<");
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("displayName", name)
        .put("typeName", typeName)
        .put("isOptional", !name.equals("qualifiedName"))
        .put("cardinality", several ? "SET" : "SINGLE")
        .put("valuesMinCount", name.equals("qualifiedName") ? 1 : 0)
        .put("valuesMaxCount", several ? Integer.MAX_VALUE : 1)
        .put("isUnique", name.equals("qualifiedName"))
        .put("isIndexable", false)
        .put("includeInNotification", false);
  }

  private static ObjectNode definition(String category, String name, String description) {
    UUID guid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return JsonNodeFactory.instance
        .objectNode()
        .put("category", category)
        .put("guid", guid.toString())
        .put("name", name)
        .put("displayName", name)
        .put("description", description)
        .put("typeVersion", "1.0");
  }
}
