package io.gazetteer.identity;

import io.gazetteer.common.CommonError;
import io.gazetteer.common.ErrorBody;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sign-in with {@code Authorization: Bearer <token>}. The paths that accept it are configured in
 * application.properties under the name {@code bearer}.
 */
@ApplicationScoped
class BearerAuthenticationMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    Optional<String> token = token(context.request().getHeader("Authorization"));
    if (token.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    context.put(HttpAuthenticationMechanism.class.getName(), this);
    return providers.authenticate(
        HttpSecurityUtils.setRoutingContextAttribute(
            new TokenAuthenticationRequest(new TokenCredential(token.get(), SCHEME)), context));
  }

  /** Returns the token of a header; empty if it is missing or uses another scheme. */
  static Optional<String> token(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
      return Optional.empty();
    }
    return Optional.of(header.substring(SCHEME.length() + 1).strip());
  }

  /**
   * Answers an API request with 401 and the error body of its API. Other requests are left to form
   * sign-in.
   */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    String path = context.normalizedPath();
    if (!isForPrograms(path) && context.request().getHeader("Authorization") == null) {
      return Uni.createFrom().item(false);
    }
    CommonError code = CommonError.UNAUTHENTICATED;
    String requestId = ErrorBody.requestId(context.request().getHeader(ErrorBody.REQUEST_ID));
    String message = "The API token is missing, wrong, expired or revoked";
    context
        .response()
        .setStatusCode(code.status())
        .putHeader("WWW-Authenticate", SCHEME)
        .putHeader("Content-Type", ErrorBody.contentType(path))
        .end(new JsonObject(ErrorBody.of(path, code, message, List.of(), requestId)).encode());
    return Uni.createFrom().item(true);
  }

  private static boolean isForPrograms(String path) {
    return ErrorBody.isApi(path) || path.startsWith("/q/metrics");
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(CommonError.UNAUTHENTICATED.status(), "WWW-Authenticate", SCHEME));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenAuthenticationRequest.class);
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.AUTHORIZATION, SCHEME, SCHEME));
  }

  // Before form sign-in, whose challenge is a redirect that no program can follow.
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }
}
