package io.gazetteer.identity;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** Where a sign-in comes from. */
final class ClientAddress {

  private ClientAddress() {}

  /** The address of the client; empty where it has none, as over a socket file. */
  static String of(AuthenticationRequest request) {
    RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(request);
    SocketAddress remote = routing == null ? null : routing.request().remoteAddress();
    return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
  }
}
