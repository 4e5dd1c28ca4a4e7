package io.gazetteer.connection;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.MemberReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A connection as somebody sends it. */
public record ConnectionRequest(
    String qualifiedName,
    String name,
    String connectorName,
    Optional<String> category,
    JsonMembers attributes,
    List<String> adminRoles,
    List<String> adminGroups,
    List<String> adminUsers,
    Optional<Boolean> allowQuery,
    Optional<Boolean> allowQueryPreview,
    Optional<Long> rowLimit) {

  private static final Pattern QUALIFIED_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+/[^/\\s]+");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MAX_LENGTH = 500;

  /** Limit because an index contains a name together with a path of its connection. */
  private static final int MAX_NAME_BYTES = 1_000;

  private static final long QUERY_ROWS = 10_000;

  private static final Set<String> TYPED =
      Set.of(
          """
          qualifiedName name connectorName category adminRoles adminGroups adminUsers
          allowQuery allowQueryPreview rowLimit defaultCredentialGuid"""
              .split("\\s", -1));

  /**
   * Reads the attributes of a Connection entity and notes everything wrong with them.
   *
   * @param connector the connector's name where the entity names none
   * @param path path of the entity in the request, for the errors
   * @return what could be read; must not be used if there are errors
   */
  public static ConnectionRequest read(
      JsonMembers attributes, String connector, String path, FieldErrors errors) {
    MemberReader reader = new MemberReader(attributes, path + ".attributes.", errors);
    String qualifiedName = reader.text("qualifiedName").orElse("");
    if (!QUALIFIED_NAME.matcher(qualifiedName).matches() || bytes(qualifiedName) > MAX_LENGTH) {
      errors.add(
          path + ".attributes.qualifiedName",
          "must have three parts, for example default/postgres/1700000000");
    }
    String name = reader.text("name").orElse("");
    checkName(name, path, errors);
    List<String> roles = reader.texts("adminRoles");
    List<String> groups = reader.texts("adminGroups");
    List<String> users = reader.texts("adminUsers");
    if (roles.isEmpty() && groups.isEmpty() && users.isEmpty()) {
      errors.add(
          path + ".attributes",
          "needs at least one admin: one of adminRoles, adminGroups, adminUsers must not be empty");
    }
    if (!roles.stream().allMatch(role -> GUID.matcher(role).matches())) {
      errors.add(path + ".attributes.adminRoles", "must hold guids of roles, not their names");
    }
    return new ConnectionRequest(
        qualifiedName,
        name,
        reader.text("connectorName").orElse(connector),
        reader.text("category"),
        attributes.without(TYPED),
        roles,
        groups,
        users,
        reader.flag("allowQuery"),
        reader.flag("allowQueryPreview"),
        reader.number("rowLimit"));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Returns a new connection with one admin and queries allowed; adds an invalid name to the
   * errors.
   *
   * @param path path of the connection in the request, for the errors
   */
  public static ConnectionRequest ofAdmin(
      String qualifiedName,
      String name,
      String connector,
      String admin,
      String path,
      FieldErrors errors) {
    checkName(name, path, errors);
    return new ConnectionRequest(
        qualifiedName,
        name,
        connector,
        Optional.of("database"),
        JsonMembers.NONE,
        List.of(),
        List.of(),
        List.of(admin),
        Optional.of(true),
        Optional.of(true),
        Optional.of(QUERY_ROWS));
  }

  private static void checkName(String name, String path, FieldErrors errors) {
    if (name.isBlank() || name.length() > MAX_LENGTH || bytes(name) > MAX_NAME_BYTES) {
      errors.add(
          path + ".attributes.name",
          "must not be blank, nor longer than 500 characters or 1,000 bytes of UTF-8");
    }
  }

  /** Returns a request that changes nothing of a connection. */
  public static ConnectionRequest of(Connection connection) {
    return new ConnectionRequest(
        connection.qualifiedName(),
        connection.name(),
        connection.connectorName(),
        connection.category(),
        connection.attributes(),
        connection.adminRoles(),
        connection.adminGroups(),
        connection.adminUsers(),
        connection.allowQuery(),
        connection.allowQueryPreview(),
        connection.rowLimit());
  }
}
