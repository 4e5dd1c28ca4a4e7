package io.gazetteer.crawl.run;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.AttributeValue.Flag;
import io.gazetteer.asset.AttributeValue.Text;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.asset.entity.ConnectionDefinitions;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.SaveConnection;
import io.gazetteer.identity.Caller;
import io.gazetteer.model.QualifiedNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a connection's definition and its asset in sync, whichever of them changes. */
@ApplicationScoped
class ConnectionEntities implements ConnectionDefinitions {

  private static final String QUALIFIED_NAME = "qualifiedName";
  private static final String CREDENTIAL = "defaultCredentialGuid";

  @Inject FindConnection findConnection;
  @Inject SaveConnection saveConnection;
  @Inject SaveConnectionAsset saveConnectionAsset;

  @Override
  public Change prepare(
      String qualifiedName, Map<String, AttributeValue> sent, String path, FieldErrors errors) {
    Optional<Connection> before =
        qualifiedName.indexOf('\0') < 0
            ? findConnection.byQualifiedName(qualifiedName)
            : Optional.empty();
    Map<String, AttributeValue> wanted =
        before.map(ConnectionEntities::attributes).orElseGet(LinkedHashMap::new);
    before.ifPresent(
        known -> {
          wanted.put("name", new Text(known.name()));
          wanted.put("connectorName", new Text(known.connectorName()));
        });
    sent.forEach(
        (name, value) -> {
          if (name.equals(CREDENTIAL)) {
            checkCredential(value, wanted.getOrDefault(name, AttributeValue.none()), path, errors);
          } else {
            wanted.put(name, value);
          }
        });
    wanted.values().removeIf(AttributeValue.none()::equals);
    wanted.put(QUALIFIED_NAME, new Text(qualifiedName));
    String json = json(wanted);
    if (json.contains("\\u0000")) {
      errors.add(path, "must not contain the character with code 0");
    }
    ConnectionRequest request =
        ConnectionRequest.read(
            JsonMembers.parse(json), QualifiedNames.connectorName(qualifiedName), path, errors);
    return caller -> store(request, caller);
  }

  private static String json(Map<String, AttributeValue> attributes) {
    return new AttributeValue.Members(attributes).json();
  }

  /** Rejects a credential: only a workflow can say how it is used. */
  private static void checkCredential(
      AttributeValue sent, AttributeValue present, String path, FieldErrors errors) {
    if (!sent.isNothing() && !sent.text().equals(present.text())) {
      errors.add(path + ".attributes." + CREDENTIAL, "is set by creating or updating a workflow");
    }
  }

  private Stored store(ConnectionRequest request, Caller caller) {
    saveConnection.save(request, Optional.empty(), caller);
    Connection connection = findConnection.byQualifiedName(request.qualifiedName()).orElseThrow();
    Map<String, AttributeValue> attributes = attributes(connection);
    address(saveConnectionAsset.find(connection.qualifiedName())).forEach(attributes::putIfAbsent);
    boolean changed =
        saveConnectionAsset.saveFor(
            caller.username(),
            connection.guid(),
            connection.qualifiedName(),
            connection.name(),
            attributes);
    return new Stored(connection.guid(), changed);
  }

  /** Host and port in an asset, which come from the last run and not from the definition. */
  static Map<String, AttributeValue> address(Optional<Asset> asset) {
    Map<String, AttributeValue> address = new LinkedHashMap<>();
    for (String name : List.of("host", "port")) {
      asset
          .map(known -> known.value(name))
          .filter(value -> !value.isNothing())
          .ifPresent(value -> address.put(name, value));
    }
    return address;
  }

  /** The attributes of a connection's asset, without name and qualified name. */
  static Map<String, AttributeValue> attributes(Connection connection) {
    Map<String, AttributeValue> attributes =
        new LinkedHashMap<>(AttributeValue.parse(connection.attributes().json()).members());
    connection.category().ifPresent(category -> attributes.put("category", new Text(category)));
    attributes.put("adminRoles", list(connection.adminRoles()));
    attributes.put("adminGroups", list(connection.adminGroups()));
    attributes.put("adminUsers", list(connection.adminUsers()));
    connection.allowQuery().ifPresent(allow -> attributes.put("allowQuery", new Flag(allow)));
    connection
        .allowQueryPreview()
        .ifPresent(allow -> attributes.put("allowQueryPreview", new Flag(allow)));
    connection.rowLimit().ifPresent(rows -> attributes.put("rowLimit", AttributeValue.of(rows)));
    connection
        .defaultCredentialGuid()
        .ifPresent(guid -> attributes.put(CREDENTIAL, new Text(guid.toString())));
    return attributes;
  }

  private static AttributeValue list(List<String> texts) {
    return new AttributeValue.Values(texts.stream().<AttributeValue>map(Text::new).toList());
  }
}
