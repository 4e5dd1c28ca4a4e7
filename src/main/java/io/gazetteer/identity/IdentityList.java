package io.gazetteer.identity;

import java.util.Map;

/** The lists that clients can ask for; each with its fields, as expressions over {@code i}. */
public enum IdentityList {
  ROLES(
      "Role i",
      "1 = 1",
      Map.of("id", "i.id", "name", "i.name", "description", "i.description", "level", "i.level"),
      "i.id"),
  GROUPS(
      "UserGroup i", "1 = 1", Map.of("id", "i.id", "name", "i.name", "alias", "i.alias"), "i.name"),
  USERS(
      "UserAccount i",
      "1 = 1",
      Map.of(
          "id", "i.id",
          "username", "i.username",
          "email", IdentityList.EMAIL,
          "firstName", "i.firstName",
          "lastName", "i.lastName",
          "enabled", "i.enabled",
          "createdTimestamp", "i.createdAt"),
      "i.username"),
  API_KEYS(
      "ApiToken i",
      "i.revokedAt is null and (i.expiresAt is null or i.expiresAt > instant)",
      Map.of(
          "id", "i.id",
          "clientId", "i.id",
          "displayName", "i.displayName",
          "createdAt", "i.createdAt"),
      "i.createdAt");

  /** As {@link IdentityJson#email} shows it. */
  private static final String EMAIL =
      "coalesce(nullif(trim(i.email), ''), case when i.username like '%_@_%' then i.username"
          + " else i.username || '@gazetteer.invalid' end)";

  private final String entity;
  private final String condition;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, which nobody can change
  private final Map<String, String> fields;

  private final String usualOrder;

  IdentityList(String entity, String condition, Map<String, String> fields, String usualOrder) {
    this.entity = entity;
    this.condition = condition;
    this.fields = fields;
    this.usualOrder = usualOrder;
  }

  /** The entity, named {@code i}, as it stands in a FROM. */
  String entity() {
    return entity;
  }

  /** What is listed of it. */
  String condition() {
    return condition;
  }

  /** Expression by field as clients name it; nothing else ever gets into a query. */
  Map<String, String> fields() {
    return fields;
  }

  /** Expression to sort by where the client does not say. */
  String usualOrder() {
    return usualOrder;
  }
}
