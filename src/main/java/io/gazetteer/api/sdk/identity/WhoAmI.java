package io.gazetteer.api.sdk.identity;

import io.gazetteer.api.sdk.identity.IdentityViews.UserView;
import io.gazetteer.identity.Identities.RoleRecord;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who asks, and what they may, in the form of the SDKs.
 *
 * @param userId guid
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
    List<String> groups,
    List<Role> roles,
    List<String> personas,
    List<String> purposes,
    List<String> decentralizedRoles) {

  /**
   * One role held.
   *
   * @param id guid of the role
   * @param roleName for example {@code $admin}
   */
  @Schema(name = "HeldRole")
  public record Role(String id, String roleId, String roleName, String name) {}

  static WhoAmI of(UserView user, List<RoleRecord> allRoles) {
    return new WhoAmI(
        user.id().toString(),
        user.username(),
        user.workspaceRole(),
        user.roles(),
        List.of(),
        List.of(),
        allRoles.stream()
            .filter(role -> user.roles().contains(role.name()))
            .map(WhoAmI::role)
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Role role(RoleRecord role) {
    String id = role.id().toString();
    return new Role(id, id, role.name(), role.name());
  }
}
