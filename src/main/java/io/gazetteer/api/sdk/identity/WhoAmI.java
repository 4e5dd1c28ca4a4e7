package io.gazetteer.api.sdk.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who asks, and what they may, in the form of the SDKs.
 *
 * @param userId guid
 * @param username sign-in name
 * @param workspaceRole the highest role held
 * @param defaultRoles names of all roles held
 * @param permissions always empty: roles decide
 * @param groups always empty for now
 * @param roles the roles held, each under all the names that clients use
 * @param personas always empty
 * @param purposes always empty
 * @param decentralizedRoles always empty
 */
public record WhoAmI(
    String userId,
    String username,
    String workspaceRole,
    List<String> defaultRoles,
    List<String> permissions,
    List<JsonNode> groups,
    List<Role> roles,
    List<JsonNode> personas,
    List<JsonNode> purposes,
    List<JsonNode> decentralizedRoles) {

  /**
   * One role held.
   *
   * @param id guid of the role
   * @param roleId the same
   * @param roleName for example {@code $admin}
   * @param name the same
   */
  @Schema(name = "HeldRole")
  public record Role(String id, String roleId, String roleName, String name) {}

  static WhoAmI of(JsonNode user, List<JsonNode> allRoles) {
    List<String> names = new ArrayList<>();
    user.path("roles").forEach(name -> names.add(name.asText()));
    List<Role> held =
        allRoles.stream()
            .filter(role -> names.contains(role.path("name").asText()))
            .map(WhoAmI::role)
            .toList();
    return new WhoAmI(
        user.path("id").asText(),
        user.path("username").asText(),
        user.path("workspaceRole").asText(),
        names,
        List.of(),
        List.of(),
        held,
        List.of(),
        List.of(),
        List.of());
  }

  private static Role role(JsonNode role) {
    String id = role.path("id").asText();
    String name = role.path("name").asText();
    return new Role(id, id, name, name);
  }
}
