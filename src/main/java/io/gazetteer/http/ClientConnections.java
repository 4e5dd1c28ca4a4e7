package io.gazetteer.http;

import io.gazetteer.common.MappedSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.smallrye.config.SmallRyeConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Counts connections from the moment they are accepted, in all and by client address, closes those
 * above the limits, and gives each of the others a {@link RequestDeadline}. It handles a server
 * socket, whose messages are accepted connections. Addresses of trusted proxies have no limit of
 * their own, as all users come from there; an IPv6 network of 64 bits counts as one address.
 */
@Sharable
final class ClientConnections extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = Logger.getLogger(ClientConnections.class);
  private static final String PER_ADDRESS = "gazetteer.http.max-connections-per-address";
  private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

  /** Whoever has an IPv6 address usually has all of its network. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final Limits limits;
  private final TrustedProxies proxies;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<ByteBuffer, Integer> openByAddress = new ConcurrentHashMap<>();
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

  /**
   * What clients may do.
   *
   * @param total connections, 0 = no limit
   * @param perAddress connections of one address, 0 = no limit
   * @param header time from the first byte of a request to the end of its headers
   * @param body time from there to the end of its body
   */
  record Limits(int total, int perAddress, Duration header, Duration body) {}

  ClientConnections(Limits limits, TrustedProxies proxies) {
    this.limits = limits;
    this.proxies = proxies;
  }

  /** With the limits in the settings, as the server socket opens before they could be injected. */
  static ClientConnections configured(SmallRyeConfig config) {
    HttpSettings settings = MappedSettings.of(config, HttpSettings.class);
    int total =
        config
            .getOptionalValue("quarkus.http.limits.max-connections", Integer.class)
            .filter(limit -> limit > 0)
            .orElse(0);
    return new ClientConnections(
        new Limits(
            total,
            settings.maxConnectionsPerAddress().orElse((total + 1) / 2),
            settings.headerTimeout(),
            settings.bodyTimeout()),
        TrustedProxies.of(
            config
                .getOptionalValue("quarkus.http.proxy.trusted-proxies", String[].class)
                .map(List::of)
                .orElse(List.of())));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    if (admit(connection)) {
      connection.pipeline().addLast(new RequestDeadline(limits.header(), limits.body()));
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly();
    }
  }

  private boolean admit(Channel connection) {
    if (open.incrementAndGet() > limits.total() && limits.total() > 0) {
      open.decrementAndGet();
      warn(
          "all "
              + limits.total()
              + " connections are in use (quarkus.http.limits.max-connections)");
      return false;
    }
    if (!admitAddress(connection)) {
      open.decrementAndGet();
      return false;
    }
    connection.closeFuture().addListener(closed -> open.decrementAndGet());
    return true;
  }

  private boolean admitAddress(Channel connection) {
    if (limits.perAddress() == 0
        || !(connection.remoteAddress() instanceof InetSocketAddress peer)
        || proxies.contain(peer.getAddress())) {
      return true;
    }
    ByteBuffer client = client(peer.getAddress());
    if (openByAddress.merge(client, 1, Integer::sum) > limits.perAddress()) {
      release(client);
      warn(
          peer.getAddress().getHostAddress()
              + " has "
              + limits.perAddress()
              + " connections already ("
              + PER_ADDRESS
              + ")");
      return false;
    }
    connection.closeFuture().addListener(closed -> release(client));
    return true;
  }

  private void release(ByteBuffer client) {
    openByAddress.computeIfPresent(client, (any, count) -> count == 1 ? null : count - 1);
  }

  private static ByteBuffer client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES)).slice();
  }

  private void warn(String why) {
    long last = lastWarning.get();
    long now = System.nanoTime();
    if (now - last >= BETWEEN_WARNINGS && lastWarning.compareAndSet(last, now)) {
      LOG.warnf("Connections are rejected: %s", why);
    }
  }
}
