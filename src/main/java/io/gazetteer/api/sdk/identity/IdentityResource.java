package io.gazetteer.api.sdk.identity;

import io.gazetteer.api.sdk.identity.IdentityViews.ApiKeyView;
import io.gazetteer.api.sdk.identity.IdentityViews.GroupView;
import io.gazetteer.api.sdk.identity.IdentityViews.RoleView;
import io.gazetteer.api.sdk.identity.IdentityViews.UserView;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.identity.IdentityQuery;
import io.gazetteer.identity.ListIdentities;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Users, groups, roles and API keys, as the public SDKs read them. */
@Path("/api/service")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class IdentityResource {

  @Inject Access access;
  @Inject ListIdentities lists;

  @GET
  @Path("/roles")
  public IdentityViews.Page<RoleView> roles(@BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.roles(parameters.read()), RoleView::of);
  }

  @GET
  @Path("/groups")
  public IdentityViews.Page<GroupView> groups(@BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.groups(parameters.read()), GroupView::of);
  }

  /** The same groups under the path that newer clients use. */
  @GET
  @Path("/v2/groups")
  public IdentityViews.Page<GroupView> groupsOfNewerClients(
      @BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.groups(parameters.read()), GroupView::of);
  }

  @GET
  @Path("/groups/{id}/members")
  public IdentityViews.Page<UserView> members(
      @PathParam("id") String id, @BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.membersOf(id, parameters.read()), UserView::of);
  }

  @GET
  @Path("/users/{id}/groups")
  public IdentityViews.Page<GroupView> groupsOfUser(
      @PathParam("id") String id, @BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.groupsOf(id, parameters.read()), GroupView::of);
  }

  @GET
  @Path("/users")
  public IdentityViews.Page<UserView> users(@BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.users(parameters.read()), UserView::of);
  }

  /** API tokens that are valid, without the tokens. */
  @GET
  @Path("/apikeys")
  public IdentityViews.Page<ApiKeyView> apiKeys(@BeanParam IdentityParameters parameters) {
    return IdentityViews.Page.of(lists.tokens(parameters.read()), ApiKeyView::of);
  }

  @GET
  @Path("/users/current")
  public UserView currentUser() {
    return self();
  }

  /** What the user who asks may do. */
  @GET
  @Path("/whoami")
  public WhoAmI whoAmI() {
    return WhoAmI.of(self(), lists.roles(IdentityQuery.ALL).records());
  }

  private UserView self() {
    Caller caller = access.check(Action.READ_IDENTITY);
    return lists
        .user(caller.userId())
        .map(UserView::of)
        .orElseThrow(() -> new AppException(CommonError.UNAUTHENTICATED, "Sign in first"));
  }
}
