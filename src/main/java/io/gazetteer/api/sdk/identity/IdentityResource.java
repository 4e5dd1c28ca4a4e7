package io.gazetteer.api.sdk.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.identity.IdentityList;
import io.gazetteer.identity.ListIdentities;
import io.gazetteer.identity.ListQuery;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Users, groups, roles and API keys, as the public SDKs read them. */
@Path("/api/service")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class IdentityResource {

  @Inject Access access;
  @Inject ListIdentities lists;

  /** All roles. */
  @GET
  @Path("/roles")
  public ListIdentities.Page roles(@BeanParam ListQuery query) {
    return lists.list(IdentityList.ROLES, query);
  }

  /** Groups. */
  @GET
  @Path("/groups")
  public ListIdentities.Page groups(@BeanParam ListQuery query) {
    return lists.list(IdentityList.GROUPS, query);
  }

  /** The same groups under the path that newer clients use. */
  @GET
  @Path("/v2/groups")
  public ListIdentities.Page groupsOfNewerClients(@BeanParam ListQuery query) {
    return lists.list(IdentityList.GROUPS, query);
  }

  /** Who is in a group. */
  @GET
  @Path("/groups/{id}/members")
  public ListIdentities.Page members(@PathParam("id") String id, @BeanParam ListQuery query) {
    return lists.membersOf(id, query);
  }

  /** Which groups a user is in. */
  @GET
  @Path("/users/{id}/groups")
  public ListIdentities.Page groupsOfUser(@PathParam("id") String id, @BeanParam ListQuery query) {
    return lists.groupsOf(id, query);
  }

  /** Users. */
  @GET
  @Path("/users")
  public ListIdentities.Page users(@BeanParam ListQuery query) {
    return lists.list(IdentityList.USERS, query);
  }

  /** API tokens that are valid, without the tokens. */
  @GET
  @Path("/apikeys")
  public ListIdentities.Page apiKeys(@BeanParam ListQuery query) {
    return lists.list(IdentityList.API_KEYS, query);
  }

  /** The user who asks. */
  @GET
  @Path("/users/current")
  public JsonNode currentUser() {
    return self();
  }

  /** What the user who asks may do. */
  @GET
  @Path("/whoami")
  public WhoAmI whoAmI() {
    JsonNode self = self();
    List<JsonNode> roles = lists.list(IdentityList.ROLES, new ListQuery()).records();
    return WhoAmI.of(self, roles);
  }

  private JsonNode self() {
    Caller caller = access.check(Action.READ_IDENTITY);
    ListQuery query = new ListQuery();
    query.filter = "{\"id\":\"" + caller.userId() + "\"}";
    return lists.list(IdentityList.USERS, query).records().stream()
        .findFirst()
        .orElseThrow(() -> new AppException(CommonError.UNAUTHENTICATED, "Sign in first"));
  }
}
