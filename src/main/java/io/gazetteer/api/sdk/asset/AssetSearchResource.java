package io.gazetteer.api.sdk.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetWire;
import io.gazetteer.asset.FindAssets;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.FieldError;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.search.Deadline;
import io.gazetteer.search.Hit;
import io.gazetteer.search.SearchResult;
import io.gazetteer.search.dsl.AggregationWriter;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.search.dsl.SearchRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Asset search in the SDKs' form. */
@Path("/api/meta/search/indexsearch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AssetSearchResource {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** More related assets than this are not listed in one answer. */
  private static final int MAX_CHILDREN = 20_000;

  @Inject SearchAssets searchAssets;
  @Inject FindAssets findAssets;

  @POST
  public ObjectNode search(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    Set<String> attributes = names(body, "attributes", errors);
    List<String> relationAttributes = List.copyOf(names(body, "relationAttributes", errors));
    SearchRequest request = request(body, errors);
    Deadline deadline = searchAssets.deadline();
    SearchResult<Asset> result = searchAssets.search(request, deadline);

    ObjectNode reply = JSON.objectNode();
    reply.put("queryType", "INDEX");
    reply.set("searchParameters", echo(body));
    reply.put("approximateCount", result.total());
    // An absent key, not an empty list, means to the clients that there are no more pages.
    if (!result.hits().isEmpty()) {
      Related related =
          new Related(
              related(result.hits(), attributes), children(result.hits(), attributes, deadline));
      ArrayNode entities = reply.putArray("entities");
      ObjectNode metadata = reply.putObject("searchMetadata");
      for (Hit<Asset> hit : result.hits()) {
        entities.add(entity(hit.row(), attributes, relationAttributes, related));
        ArrayNode sort = metadata.putObject(hit.row().guid().toString()).putArray("sort");
        hit.sortValues().forEach(sort::addPOJO);
      }
    }
    if (!result.aggregations().isEmpty()) {
      reply.set("aggregations", AggregationWriter.write(result.aggregations()));
    }
    return reply;
  }

  /** Reads the query; throws what is wrong with it together with what was found before. */
  private static SearchRequest request(JsonNode body, FieldErrors errors) {
    if (body == null || !body.path("dsl").isObject()) {
      errors.add("dsl", "a JSON object is needed");
    } else if (!errors.isEmpty()) {
      try {
        RequestParser.parse(body.get("dsl"));
      } catch (AppException ofQuery) {
        ofQuery.errors().forEach(fault -> errors.add("dsl." + fault.field(), fault.message()));
      }
    }
    errors.throwIfAny(CommonError.INVALID_REQUEST);
    return RequestParser.parse(body.get("dsl"));
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
    return searchAssets.related(wanted);
  }

  /**
   * What stands inside the hits.
   *
   * @param children of each hit by its guid; of a hit that nothing was asked of, none
   */
  private record Related(Map<Asset.Parent, Asset> byPath, Map<UUID, List<Asset>> children) {}

  private Map<UUID, List<Asset>> children(
      List<Hit<Asset>> hits, Set<String> attributes, Deadline deadline) {
    Map<UUID, List<Asset>> children = new HashMap<>();
    int left = MAX_CHILDREN;
    for (Hit<Asset> hit : hits) {
      List<String> types =
          AssetWire.childRelations(hit.row().typeName()).entrySet().stream()
              .filter(relation -> attributes.contains(relation.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      if (!types.isEmpty()) {
        // Also where there are none: a page of hits is as many statements.
        deadline.millisLeft();
        List<Asset> found = findAssets.childrenOfHit(hit.row(), types, left + 1);
        left -= found.size();
        if (left < 0) {
          throw tooMany();
        }
        children.put(hit.row().guid(), found);
      }
    }
    return children;
  }

  private static AppException tooMany() {
    String message =
        "the hits contain more than " + MAX_CHILDREN + " of these; ask for fewer hits at a time";
    return new AppException(
        CommonError.INVALID_REQUEST,
        "attributes: " + message,
        List.of(new FieldError("attributes", message)));
  }

  private static void putChildren(
      ObjectNode attributes,
      Asset asset,
      String relation,
      List<Asset> children,
      List<String> relationAttributes) {
    ArrayNode list = attributes.putArray(relation);
    Map<String, String> relations = AssetWire.childRelations(asset.typeName());
    children.stream()
        .filter(child -> relation.equals(relations.get(child.typeName())))
        .forEach(child -> list.add(AssetWire.reference(child, relationAttributes)));
  }

  private static ObjectNode entity(
      Asset asset, Set<String> wanted, List<String> relationAttributes, Related related) {
    ObjectNode entity = AssetWire.header(asset);
    ObjectNode all = AssetWire.attributes(asset);
    ObjectNode attributes = entity.putObject("attributes");
    attributes.set("name", all.get("name"));
    attributes.set("qualifiedName", all.get("qualifiedName"));
    Map<String, Asset.Parent> references = AssetWire.references(asset);
    Map<String, List<Asset.Parent>> lists = AssetWire.referenceLists(asset);
    for (String name : wanted) {
      Asset reference =
          references.containsKey(name) ? related.byPath().get(references.get(name)) : null;
      if (AssetWire.childRelations(asset.typeName()).containsValue(name)) {
        List<Asset> children = related.children().get(asset.guid());
        putChildren(attributes, asset, name, children, relationAttributes);
      } else if (lists.containsKey(name)) {
        ArrayNode found = attributes.putArray(name);
        lists.get(name).stream()
            .map(related.byPath()::get)
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

  private static Set<String> names(JsonNode body, String member, FieldErrors errors) {
    Set<String> names = new LinkedHashSet<>();
    JsonNode list = body == null ? MissingNode.getInstance() : body.path(member);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      errors.add(member, "must be a list of texts");
      return names;
    }
    for (int i = 0; i < list.size(); i++) {
      names.add(JsonText.text(list.get(i), member + "[" + i + "]", errors));
    }
    return names;
  }
}
