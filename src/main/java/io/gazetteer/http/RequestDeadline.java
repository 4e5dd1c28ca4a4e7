package io.gazetteer.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Closes a connection whose request takes too long to arrive, however steadily its bytes trickle
 * in. It sees bytes only, encrypted ones too; where headers and answers end, {@link SlowRequests}
 * says. All methods are to be called in the connection's event loop.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

  private final Duration header;
  private final Duration body;

  /** Running while a request arrives; null between requests and while one is answered. */
  private Future<?> timer;

  private boolean answering;
  private long requests;

  RequestDeadline(Duration header, Duration body) {
    this.header = header;
    this.body = body;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!answering && timer == null) {
      Channel connection = context.channel();
      timer = in(connection, header, () -> close(connection));
    }
    context.fireChannelRead(bytes);
  }

  /**
   * Notes that the headers have arrived.
   *
   * @param bodyEnded whether the body has arrived by the time it is asked
   * @return the request's number, for {@link #answered}
   */
  long headersEnded(Channel connection, BooleanSupplier bodyEnded) {
    stop();
    answering = true;
    timer =
        in(
            connection,
            body,
            () -> {
              if (!bodyEnded.getAsBoolean()) {
                close(connection);
              }
            });
    return ++requests;
  }

  /** Notes that the next bytes belong to another request, unless that one is answered already. */
  void answered(long request) {
    if (request == requests) {
      stop();
      answering = false;
    }
  }

  private static void close(Channel connection) {
    ChannelFuture unused = connection.close();
  }

  private static Future<?> in(Channel connection, Duration time, Runnable then) {
    return connection.eventLoop().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }
}
