package io.gazetteer.identity;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** The client address of a sign-in. */
final class ClientAddress {

  private ClientAddress() {}

  /** Returns the address of the client; empty if it has none, for example on a Unix socket. */
  static String of(AuthenticationRequest request) {
    RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(request);
    SocketAddress remote = routing == null ? null : routing.request().remoteAddress();
    return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
  }
}
