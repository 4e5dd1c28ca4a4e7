package io.gazetteer.http;

import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Informs each connection's {@link RequestDeadline} where headers and answers end. */
@ApplicationScoped
class SlowRequests {

  private static final String SEEN = SlowRequests.class.getName();

  void register(@Observes Filters filters) {
    filters.register(SlowRequests::headersEnded, 2000);
  }

  private static void headersEnded(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    // A request that is routed again comes by twice.
    if (routing.get(SEEN) == null && request.connection() instanceof ConnectionBase connection) {
      routing.put(SEEN, true);
      Channel channel = connection.channel();
      RequestDeadline deadline = channel.pipeline().get(RequestDeadline.class);
      if (deadline != null && request.version() == HttpVersion.HTTP_2) {
        // Requests arrive side by side from now on, which bytes alone do not separate.
        channel.pipeline().remove(deadline);
      } else if (deadline != null) {
        long number = deadline.headersEnded(channel, request::isEnded);
        routing.addEndHandler(done -> channel.eventLoop().execute(() -> deadline.answered(number)));
      }
    }
    routing.next();
  }
}
