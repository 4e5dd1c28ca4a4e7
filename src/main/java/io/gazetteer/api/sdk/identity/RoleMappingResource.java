package io.gazetteer.api.sdk.identity;

import io.gazetteer.api.sdk.identity.IdentityViews.UserView;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.IdentityError;
import io.gazetteer.identity.IdentityQuery;
import io.gazetteer.identity.ListIdentities;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/**
 * Roles of a user at the address where pyatlan 8.2.2 to 8.3.0 looks them up before each run; later
 * releases ask {@code /api/service/whoami}.
 */
@Path("/auth/admin/realms/default/users")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RoleMappingResource {

  @Inject ListIdentities lists;

  @GET
  @Path("/{id}/role-mappings")
  public RoleMappings roleMappings(@PathParam("id") String id) {
    UserView user =
        lists
            .user(id)
            .map(UserView::of)
            .orElseThrow(
                () -> new AppException(IdentityError.IDENTITY_NOT_FOUND, "There is no user " + id));
    List<RoleMapping> held =
        WhoAmI.of(user, lists.roles(IdentityQuery.ALL).records()).roles().stream()
            .map(role -> new RoleMapping(role.id(), role.name()))
            .toList();
    return new RoleMappings(held, Map.of());
  }

  /**
   * Roles as the SDKs read them.
   *
   * @param realmMappings the roles held
   * @param clientMappings always empty
   */
  public record RoleMappings(List<RoleMapping> realmMappings, Map<String, String> clientMappings) {}

  /** One role held, for example {@code $admin}. */
  public record RoleMapping(String id, String name) {}
}
