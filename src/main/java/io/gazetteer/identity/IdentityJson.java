package io.gazetteer.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Roles, groups, users and API keys in the form that the SDKs read. */
final class IdentityJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NO_MAIL = "@gazetteer.invalid";
  private static final String NO_ROLE = "$guest";

  private IdentityJson() {}

  /** Counts are text, because the SDKs read text. */
  static JsonNode role(Role role, long members) {
    return JSON.objectNode()
        .put("id", role.id().toString())
        .put("name", role.name())
        .put("description", role.description())
        .put("clientRole", false)
        .put("level", role.level())
        .put("memberCount", Long.toString(members))
        .put("userCount", Long.toString(members));
  }

  /** Each attribute is an array of texts, as the SDKs read them. */
  static JsonNode group(UserGroup group, long members) {
    ObjectNode attributes = JSON.objectNode();
    attributes.set("alias", texts(List.of(group.alias())));
    attributes.set("description", texts(List.of(group.description())));
    attributes.set("isDefault", texts(List.of("false")));
    ObjectNode record =
        JSON.objectNode()
            .put("id", group.id().toString())
            .put("name", group.name())
            .put("alias", group.alias())
            .put("path", "/" + group.name())
            .put("userCount", members);
    record.set("attributes", attributes);
    record.set("roles", JSON.arrayNode());
    record.set("personas", JSON.arrayNode());
    record.set("purposes", JSON.arrayNode());
    return record;
  }

  static JsonNode user(UserAccount user) {
    List<String> roles = user.roleNames();
    ObjectNode record =
        JSON.objectNode()
            .put("id", user.id().toString())
            .put("username", user.username())
            .put("email", email(user))
            .put("firstName", user.firstName())
            .put("lastName", user.lastName())
            .put("enabled", user.isEnabled())
            .put("emailVerified", false)
            .put("workspaceRole", roles.isEmpty() ? NO_ROLE : roles.get(0))
            .put("createdTimestamp", user.createdAt().toEpochMilli())
            .put("groupCount", user.groupCount())
            .putNull("lastLoginTime");
    record.set("roles", texts(roles));
    record.set("attributes", JSON.objectNode());
    record.set("personas", JSON.arrayNode());
    return record;
  }

  /**
   * The Java SDK uses the email address as a key and fails on null: a user without one gets an
   * address that no mail server accepts.
   */
  static String email(UserAccount user) {
    String name = user.username();
    int at = name.indexOf('@', 1);
    return user.email()
        .map(String::strip)
        .filter(address -> !address.isEmpty())
        .orElse(at > 0 && at < name.length() - 1 ? name : name + NO_MAIL);
  }

  /**
   * A token without anything from which it could be made. The Java SDK reads personas and
   * permissions without checking that they are there; numbers in attributes are text, as it writes
   * them.
   */
  static JsonNode apiKey(ApiToken token) {
    String id = token.id().toString();
    ObjectNode attributes =
        JSON.objectNode()
            .put("clientId", id)
            .put("displayName", token.displayName())
            .put("description", "")
            .put("createdBy", token.username())
            .put("createdAt", Long.toString(token.createdAt().toEpochMilli()))
            .put(
                "access.token.lifespan",
                token.lifespan().map(Duration::toSeconds).orElse(-1L).toString());
    attributes.set("personaQualifiedName", JSON.arrayNode());
    attributes.set("workspacePermissions", JSON.arrayNode());
    ObjectNode record =
        JSON.objectNode().put("id", id).put("clientId", id).put("displayName", token.displayName());
    record.set("attributes", attributes);
    return record;
  }

  private static ArrayNode texts(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
