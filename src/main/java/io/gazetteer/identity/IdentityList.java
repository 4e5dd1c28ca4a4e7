package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import java.util.Map;
import java.util.Optional;

/** The lists that clients can read, each with its fields as HQL expressions over {@code i}. */
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

  /** The email address, or the placeholder that the SDKs get if there is none. */
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

  /** Returns the entity with the alias {@code i}, for a FROM clause. */
  String entity() {
    return entity;
  }

  /** Returns the condition that listed records meet. */
  String condition() {
    return condition;
  }

  /**
   * Returns the expression of each field by the name that clients use. Nothing else of a request
   * becomes part of a query.
   */
  Map<String, String> fields() {
    return fields;
  }

  /**
   * Returns the ORDER BY list.
   *
   * @throws AppException IDENTITY_QUERY_INVALID if the list does not have the field
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
