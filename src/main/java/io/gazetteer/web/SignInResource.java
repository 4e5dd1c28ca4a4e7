package io.gazetteer.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The page to sign in, and the way out. The form itself is read by Quarkus. */
@Path("/")
@Blocking
public class SignInResource {

  @Inject SecurityIdentity identity;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance signIn(boolean failed);
  }

  /** The sign-in page; the query {@code failed} says that a name or password was wrong. */
  @GET
  @Path("/sign-in")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance signIn(@Context UriInfo uri) {
    String query = uri.getRequestUri().getQuery();
    return Templates.signIn(query != null && query.startsWith("failed"));
  }

  /** Ends the session and leads to the sign-in page. */
  @POST
  @Path("/ui/sign-out")
  public Response signOut() {
    FormAuthenticationMechanism.logout(identity);
    return Response.seeOther(URI.create("/sign-in")).build();
  }
}
