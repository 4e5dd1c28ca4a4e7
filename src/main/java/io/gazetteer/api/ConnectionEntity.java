package io.gazetteer.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionRequest;
import java.util.List;

/** Writes connections as the Connection entities of the SDKs. */
public final class ConnectionEntity {

  /** The attributes that name the admins of a connection; one that is sent replaces all three. */
  public static final List<String> ADMINS = List.of("adminRoles", "adminGroups", "adminUsers");

  private ConnectionEntity() {}

  /** All attributes of a stored connection, except its credential. */
  public static ObjectNode attributes(Connection connection) {
    ObjectNode attributes = JsonText.stored(connection.attributes().json());
    put(attributes, ConnectionRequest.of(connection));
    put(attributes, "adminRoles", connection.adminRoles());
    put(attributes, "adminGroups", connection.adminGroups());
    put(attributes, "adminUsers", connection.adminUsers());
    return attributes;
  }

  /** Puts what is typed of a connection into attributes, except its admins and credential. */
  public static void put(ObjectNode attributes, ConnectionRequest connection) {
    attributes
        .put("qualifiedName", connection.qualifiedName())
        .put("name", connection.name())
        .put("connectorName", connection.connectorName());
    connection.category().ifPresent(category -> attributes.put("category", category));
    connection.allowQuery().ifPresent(allow -> attributes.put("allowQuery", allow));
    connection.allowQueryPreview().ifPresent(allow -> attributes.put("allowQueryPreview", allow));
    connection.rowLimit().ifPresent(limit -> attributes.put("rowLimit", limit));
  }

  public static void put(ObjectNode attributes, String name, List<String> texts) {
    texts.forEach(attributes.putArray(name)::add);
  }
}
