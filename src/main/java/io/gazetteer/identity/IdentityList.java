package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import java.util.Map;
import java.util.Optional;

/** The lists that clients can ask for; each with its fields, as expressions over {@code i}. */
enum IdentityList {
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

  /** The address, or what the SDKs are shown in place of one. */
  private static final String EMAIL =
      "coalesce(nullif(trim(i.email), ''), case when i.username like '%_@_%' then i.username"
          + " else i.username || '@gazetteer.invalid' end)";

  private final String entity;
  private final String condition;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, which nobody can change
  private final Map<String, String> fields;

  private final String defaultOrder;

  IdentityList(String entity, String condition, Map<String, String> fields, String defaultOrder) {
    this.entity = entity;
    this.condition = condition;
    this.fields = fields;
    this.defaultOrder = defaultOrder;
  }

  /** The entity, named {@code i}, as it stands in a FROM. */
  String entity() {
    return entity;
  }

  String condition() {
    return condition;
  }

  /** Expression by field as clients name it; nothing else ever gets into a query. */
  Map<String, String> fields() {
    return fields;
  }

  /**
   * What follows ORDER BY.
   *
   * @throws AppException IDENTITY_QUERY_INVALID for a field that the list does not have
   */
  String order(Optional<IdentityQuery.Order> wanted) {
    if (wanted.isEmpty()) {
      return defaultOrder + ", i.id";
    }
    String expression = fields.get(wanted.get().field());
    if (expression == null) {
      throw new AppException(
          IdentityError.IDENTITY_QUERY_INVALID,
          "sort: must be one of " + fields.keySet().stream().sorted().toList());
    }
    return expression + (wanted.get().descending() ? " desc" : "") + ", i.id";
  }
}
