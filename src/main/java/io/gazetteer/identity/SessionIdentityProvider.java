package io.gazetteer.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Turns the user name in a session cookie into the user as they are now. */
@ApplicationScoped
class SessionIdentityProvider implements IdentityProvider<TrustedAuthenticationRequest> {

  @Inject UserRepository users;

  @Override
  public Class<TrustedAuthenticationRequest> getRequestType() {
    return TrustedAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () ->
            users
                .findByUsername(request.getPrincipal())
                .map(KnownUser::identity)
                .orElseGet(SessionIdentityProvider::nobody));
  }

  // A failure would be answered with a redirect even on the sign-in page itself, without end, for
  // as
  // long as the browser keeps the cookie of a user who was removed. Nobody may see that page.
  private static SecurityIdentity nobody() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(""))
        .setAnonymous(true)
        .build();
  }
}
