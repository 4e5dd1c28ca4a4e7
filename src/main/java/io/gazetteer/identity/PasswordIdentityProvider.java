package io.gazetteer.identity;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Checks the user name and password of the sign-in page. */
@ApplicationScoped
class PasswordIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  // Checked if the user does not exist, so that the response time does not reveal that. A constant,
  // because computing a hash would add 200 ms to each start.
  private static final String NOBODYS_HASH =
      "$2a$10$FHYJGGi2nXm/TgMbgTjGwuc5HmLWLC.BKsz0Vwa2k3GlMdJ3BnLJK";

  @Inject UserRepository users;
  @Inject FailedSignIns failures;
  @Inject AuditTrail audit;

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    String address = ClientAddress.of(request);
    return context.runBlocking(
        () ->
            signIn(request.getUsername(), new String(request.getPassword().getPassword()), address)
                .identity());
  }

  private KnownUser signIn(String username, String password, String address) {
    failures.tryPassword(username, address);
    // PostgreSQL accepts no NUL in text, so no name has one.
    Optional<KnownUser> user =
        username.indexOf('\0') >= 0 ? Optional.empty() : users.findByUsername(username);
    String hash = user.flatMap(KnownUser::passwordHash).orElse(NOBODYS_HASH);
    boolean right = BcryptUtil.matches(password, hash);
    if (!right || user.isEmpty()) {
      throw new AuthenticationFailedException();
    }
    failures.right(username, address);
    audit.note(user.get().username(), "SIGN_IN", "pages");
    return user.get();
  }
}
