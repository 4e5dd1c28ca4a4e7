package io.gazetteer.crawl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.Asset;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.asset.SearchAssets;
import io.gazetteer.asset.entity.ConnectionDefinitions;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.SaveConnection;
import io.gazetteer.identity.Caller;
import io.gazetteer.model.Kinds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps a connection's definition and its asset equal, whichever of them changes. */
@ApplicationScoped
class ConnectionEntities implements ConnectionDefinitions {

  private static final String QUALIFIED_NAME = "qualifiedName";
  private static final String CREDENTIAL = "defaultCredentialGuid";

  @Inject FindConnection findConnection;
  @Inject SaveConnection saveConnection;
  @Inject SaveConnectionAsset saveConnectionAsset;
  @Inject SearchAssets searchAssets;

  @Override
  public Change prepare(String qualifiedName, ObjectNode sent, String path, Faults faults) {
    Optional<Connection> before =
        qualifiedName.indexOf('\0') < 0
            ? findConnection.byQualifiedName(qualifiedName)
            : Optional.empty();
    ObjectNode wanted =
        before.map(ConnectionEntities::entity).orElseGet(JsonNodeFactory.instance::objectNode);
    before.ifPresent(
        known -> wanted.put("name", known.name()).put("connectorName", known.connectorName()));
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      if (entry.getKey().equals(CREDENTIAL)) {
        checkCredential(entry.getValue(), wanted, path, faults);
      } else if (entry.getValue().isNull()) {
        wanted.remove(entry.getKey());
      } else {
        wanted.set(entry.getKey(), entry.getValue());
      }
    }
    wanted.put(QUALIFIED_NAME, qualifiedName);
    if (wanted.toString().contains("\\u0000")) {
      faults.add(path, "must not contain the character with code 0");
    }
    ObjectNode entity = JsonNodeFactory.instance.objectNode();
    entity.set("attributes", wanted);
    ConnectionRequest request =
        ConnectionRequest.read(entity, connector(qualifiedName), path, faults);
    return caller -> store(request, caller);
  }

  /** The connector in a qualified name, for an entity without one. */
  private static String connector(String qualifiedName) {
    String[] segments = qualifiedName.split("/", -1);
    return segments.length > 1 ? segments[1] : "";
  }

  /** Rejects a credential: only a workflow can say how it is used. */
  private static void checkCredential(
      JsonNode sent, ObjectNode present, String path, Faults faults) {
    String now = present.path(CREDENTIAL).asText("");
    if (!sent.isNull() && !sent.asText("").equals(now)) {
      faults.add(path + ".attributes." + CREDENTIAL, "is set by creating or updating a workflow");
    }
  }

  private Stored store(ConnectionRequest request, Caller caller) {
    saveConnection.save(request, Optional.empty(), caller);
    Connection connection = findConnection.byQualifiedName(request.qualifiedName()).orElseThrow();
    ObjectNode attributes = entity(connection);
    keepAddress(connection.qualifiedName(), attributes);
    boolean changed =
        saveConnectionAsset.saveFor(
            caller.username(),
            connection.guid(),
            connection.qualifiedName(),
            connection.name(),
            attributes);
    return new Stored(connection.guid(), changed);
  }

  /** Keeps host and port, which come from the last run and not from the definition. */
  private void keepAddress(String qualifiedName, ObjectNode attributes) {
    Asset.Parent path = new Asset.Parent(Kinds.CONNECTION.typeName(), qualifiedName);
    Asset before = searchAssets.byPaths(Set.of(path)).get(path);
    for (String name : List.of("host", "port")) {
      if (before != null && !attributes.has(name) && before.attributes().has(name)) {
        attributes.set(name, before.attributes().get(name));
      }
    }
  }

  /** The attributes of a connection's asset, without name and qualified name. */
  static ObjectNode entity(Connection connection) {
    ObjectNode attributes =
        connection.attributes() instanceof ObjectNode sent
            ? sent.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    connection.category().ifPresent(category -> attributes.put("category", category));
    putList(attributes, "adminRoles", connection.adminRoles());
    putList(attributes, "adminGroups", connection.adminGroups());
    putList(attributes, "adminUsers", connection.adminUsers());
    connection.allowQuery().ifPresent(allow -> attributes.put("allowQuery", allow));
    connection.allowQueryPreview().ifPresent(allow -> attributes.put("allowQueryPreview", allow));
    connection.rowLimit().ifPresent(rows -> attributes.put("rowLimit", rows));
    connection
        .defaultCredentialGuid()
        .ifPresent(guid -> attributes.put(CREDENTIAL, guid.toString()));
    return attributes;
  }

  private static void putList(ObjectNode attributes, String name, List<String> values) {
    values.forEach(attributes.putArray(name)::add);
  }
}
