package io.gazetteer.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds the user of an API token. */
@ApplicationScoped
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

  @Inject UserRepository users;
  @Inject FailedSignIns failures;

  @Override
  public Class<TokenAuthenticationRequest> getRequestType() {
    return TokenAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenAuthenticationRequest request, AuthenticationRequestContext context) {
    String address = ClientAddress.of(request);
    return context.runBlocking(
        () ->
            users
                .findByToken(request.getToken().getToken())
                .map(KnownUser::identity)
                .orElseThrow(
                    () -> {
                      failures.wrongToken(address);
                      return new AuthenticationFailedException();
                    }));
  }
}
