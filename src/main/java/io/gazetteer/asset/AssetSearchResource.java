package io.gazetteer.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldFault;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asset search in the SDKs' form. */
@Path("/api/meta/search/indexsearch")
@Tag(name = "Assets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AssetSearchResource {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Inject SearchAssets searchAssets;

  @POST
  @Operation(
      summary = "Search assets",
      description = "The body holds `dsl`, `attributes` and `relationAttributes`.")
  public ObjectNode search(JsonNode body) {
    if (body == null || !body.path("dsl").isObject()) {
      throw new AppException(
          CommonError.INVALID_REQUEST,
          "dsl: a JSON object is needed",
          List.of(new FieldFault("dsl", "a JSON object is needed")));
    }
    SearchResult<Asset> result = searchAssets.search(body.get("dsl"));
    Set<String> attributes = names(body.path("attributes"));
    List<String> relationAttributes = List.copyOf(names(body.path("relationAttributes")));

    ObjectNode reply = JSON.objectNode();
    reply.put("queryType", "INDEX");
    reply.set("searchParameters", echo(body));
    reply.put("approximateCount", result.total());
    // An absent key, not an empty list, tells the clients that there are no more pages.
    if (!result.hits().isEmpty()) {
      Map<Asset.Parent, Asset> related = related(result.hits(), attributes);
      ArrayNode entities = reply.putArray("entities");
      ObjectNode metadata = reply.putObject("searchMetadata");
      for (Hit<Asset> hit : result.hits()) {
        entities.add(entity(hit.row(), attributes, relationAttributes, related));
        ArrayNode sort = metadata.putObject(hit.row().guid().toString()).putArray("sort");
        hit.sortValues().forEach(sort::addPOJO);
      }
    }
    if (!result.aggregations().isEmpty()) {
      reply.set("aggregations", result.aggregations());
    }
    return reply;
  }

  private static ObjectNode echo(JsonNode body) {
    ObjectNode echo = JSON.objectNode();
    body.properties().stream()
        .filter(field -> !field.getKey().equals("dsl"))
        .forEach(field -> echo.set(field.getKey(), field.getValue()));
    // As text: one of the SDKs parses it to ask for the next page.
    echo.put("query", body.get("dsl").toString());
    return echo;
  }

  private Map<Asset.Parent, Asset> related(List<Hit<Asset>> hits, Set<String> attributes) {
    Set<Asset.Parent> wanted = new HashSet<>();
    for (Hit<Asset> hit : hits) {
      AssetWire.references(hit.row())
          .forEach(
              (name, reference) -> {
                if (attributes.contains(name)) {
                  wanted.add(reference);
                }
              });
      AssetWire.referenceLists(hit.row())
          .forEach(
              (name, list) -> {
                if (attributes.contains(name)) {
                  wanted.addAll(list);
                }
              });
    }
    return searchAssets.byPaths(wanted);
  }

  private static ObjectNode entity(
      Asset asset,
      Set<String> wanted,
      List<String> relationAttributes,
      Map<Asset.Parent, Asset> related) {
    ObjectNode entity = AssetWire.header(asset);
    ObjectNode all = AssetWire.attributes(asset);
    ObjectNode attributes = entity.putObject("attributes");
    attributes.set("name", all.get("name"));
    attributes.set("qualifiedName", all.get("qualifiedName"));
    Map<String, Asset.Parent> references = AssetWire.references(asset);
    Map<String, List<Asset.Parent>> lists = AssetWire.referenceLists(asset);
    for (String name : wanted) {
      Asset reference = references.containsKey(name) ? related.get(references.get(name)) : null;
      if (lists.containsKey(name)) {
        ArrayNode found = attributes.putArray(name);
        lists.get(name).stream()
            .map(related::get)
            .filter(Objects::nonNull)
            .forEach(other -> found.add(AssetWire.reference(other, relationAttributes)));
      } else if (reference != null) {
        attributes.set(name, AssetWire.reference(reference, relationAttributes));
      } else if (all.has(name)) {
        attributes.set(name, all.get(name));
      }
    }
    return entity;
  }

  private static Set<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return new LinkedHashSet<>(names);
  }
}
