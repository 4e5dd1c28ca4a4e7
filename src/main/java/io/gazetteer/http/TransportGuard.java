package io.gazetteer.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Puts a guard before each server socket: neither Quarkus nor Vert.x lets a program see connections
 * that have sent nothing yet.
 */
public final class TransportGuard implements VertxServiceProvider {

  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(new GuardedTransport(builder.findTransport()));
  }
}
