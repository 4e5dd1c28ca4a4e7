package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.ConnectionEntity;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads the three shapes in which the application's clients write a connection. */
@ApplicationScoped
class ConnectionReader {

  @Inject FindConnection findConnection;

  /**
   * The Connection entity as the SDKs write it. What is not sent stays as a connection of that
   * qualified name has it; a new one without admins gets the caller.
   *
   * @param sent {@code connection_name} and {@code connection_qualified_name}; or {@code name} and
   *     {@code qualifiedName}; or an entity with attributes; each as such or as JSON text
   * @return what could be read; not to be used when errors were noted
   */
  ObjectNode entity(JsonNode sent, Caller caller, FieldErrors errors) {
    ObjectNode entity = JsonNodeFactory.instance.objectNode().put("typeName", "Connection");
    ObjectNode attributes = entity.putObject("attributes");
    if (sent.isMissingNode() || sent.isNull()) {
      errors.add("connection", "must be given, with its name and qualified name");
      return entity;
    }
    JsonNode object = JsonText.object(sent, "connection", errors);
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    if (object.path("attributes") instanceof ObjectNode sentAttributes) {
      told.setAll(sentAttributes);
    } else {
      copy(object, "connection_qualified_name", told, "qualifiedName");
      copy(object, "qualifiedName", told, "qualifiedName");
      copy(object, "connection_name", told, "name");
      copy(object, "name", told, "name");
    }
    Optional.of(told.path("qualifiedName").asText(""))
        .filter(name -> name.indexOf('\0') < 0)
        .flatMap(findConnection::byQualifiedName)
        .ifPresentOrElse(
            connection -> attributes.setAll(ConnectionEntity.attributes(connection)),
            () -> attributes.put("connectorName", "postgres").put("category", "database"));
    boolean namesAdmins =
        ConnectionEntity.ADMINS.stream().anyMatch(list -> !told.path(list).isEmpty());
    told.properties().removeIf(entry -> entry.getValue().isNull());
    attributes.setAll(namesAdmins ? told : told.deepCopy().remove(ConnectionEntity.ADMINS));
    if (ConnectionEntity.ADMINS.stream().allMatch(list -> attributes.path(list).isEmpty())) {
      ConnectionEntity.put(attributes, "adminUsers", List.of(caller.username()));
    }
    return entity;
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.hasNonNull(name)) {
      to.set(as, from.get(name));
    }
  }
}
