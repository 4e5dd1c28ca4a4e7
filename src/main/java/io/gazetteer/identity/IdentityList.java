package io.gazetteer.identity;

import java.util.Map;

/** The lists that clients can ask for; each with its fields, under which column they stand. */
public enum IdentityList {
  ROLES(
      "roles",
      Map.of("id", "id", "name", "name", "description", "description", "level", "level"),
      "id"),
  GROUPS("groups", Map.of("id", "id", "name", "name", "alias", "alias"), "name"),
  USERS(
      "users",
      Map.of(
          "id", "id",
          "username", "username",
          "email", "email",
          "firstName", "first_name",
          "lastName", "last_name",
          "enabled", "enabled",
          "createdTimestamp", "created_at"),
      "username"),
  API_KEYS(
      "api_keys",
      Map.of(
          "id", "id",
          "clientId", "client_id",
          "displayName", "display_name",
          "createdAt", "created_at"),
      "created_at");

  private final String statement;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, which nobody can change
  private final Map<String, String> columns;

  private final String usualOrder;

  IdentityList(String statement, Map<String, String> columns, String usualOrder) {
    this.statement = statement;
    this.columns = columns;
    this.usualOrder = usualOrder;
  }

  /** Name of the SQL file that yields the rows. */
  String statement() {
    return statement;
  }

  /** Field as clients name it to column; nothing else ever gets into a statement. */
  Map<String, String> columns() {
    return columns;
  }

  /** Column to sort by where the client does not say. */
  String usualOrder() {
    return usualOrder;
  }
}
