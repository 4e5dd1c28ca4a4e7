package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets at a server that answers each request with 200 when its body has arrived. */
class ClientConnectionsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String REQUEST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";

  private final EventLoopGroup loops = new NioEventLoopGroup(2);
  private final List<Socket> sockets = new ArrayList<>();
  private InetSocketAddress address;

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void serve(ClientConnections.Limits limits, String... proxies) {
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .handler(new ClientConnections(limits, TrustedProxies.of(List.of(proxies))))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection.pipeline().addLast(new HttpServerCodec(), new Answers());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    address = (InetSocketAddress) server.localAddress();
  }

  private static final class Answers extends SimpleChannelInboundHandler<HttpObject> {

    private boolean bodyEnded;
    private long request;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      RequestDeadline deadline = context.pipeline().get(RequestDeadline.class);
      if (part instanceof HttpRequest) {
        bodyEnded = false;
        request = deadline.headersEnded(context.channel(), () -> bodyEnded);
      }
      if (part instanceof LastHttpContent) {
        bodyEnded = true;
        DefaultFullHttpResponse answer =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        answer.headers().set("Content-Length", 0);
        ChannelFuture unused = context.writeAndFlush(answer);
        deadline.answered(request);
      }
    }
  }

  private Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setSoTimeout(60_000);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(address);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isAnswered(Socket socket) {
    try {
      send(socket, REQUEST);
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
      if (answer.length == 0) {
        return false;
      }
      // The rest of the headers, so that the next answer begins with its own line.
      socket.getInputStream().readNBytes("\r\ncontent-length: 0\r\n\r\n".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200 OK");
    } catch (IOException closed) {
      return false;
    }
  }

  /** Sends one byte after another, for as long as the connection is open. */
  private static void trickleUntilClosed(Socket socket, String bytes) {
    int[] sent = {0};
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try {
                send(socket, bytes.substring(sent[0] % bytes.length()).substring(0, 1));
                sent[0]++;
                return false;
              } catch (IOException closed) {
                return true;
              }
            });
  }

  @Test
  void one_address_has_so_many_connections_and_another_address_has_its_own() throws IOException {
    serve(new ClientConnections.Limits(100, 3, LONG, LONG));
    List<Socket> first = List.of(connect("127.0.0.1"), connect("127.0.0.1"), connect("127.0.0.1"));
    assertThat(first).allMatch(ClientConnectionsTest::isAnswered);

    assertThat(isAnswered(connect("127.0.0.1"))).isFalse();
    assertThat(isAnswered(connect("127.0.0.2"))).isTrue();
    assertThat(first).as("keep their connections").allMatch(ClientConnectionsTest::isAnswered);
  }

  @Test
  void a_connection_that_ends_makes_room_for_the_next_one() throws IOException {
    serve(new ClientConnections.Limits(100, 1, LONG, LONG));
    Socket first = connect("127.0.0.1");
    assertThat(isAnswered(first)).isTrue();
    first.close();

    await().until(() -> isAnswered(connect("127.0.0.1")));
  }

  @Test
  void connections_that_never_sent_a_byte_count_too() throws IOException {
    serve(new ClientConnections.Limits(2, 0, LONG, LONG));
    connect("127.0.0.1");
    connect("127.0.0.2");

    assertThat(isAnswered(connect("127.0.0.3"))).isFalse();
  }

  @Test
  void a_trusted_proxy_may_have_as_many_as_there_are() throws IOException {
    serve(new ClientConnections.Limits(4, 1, LONG, LONG), "10.1.0.0/16", "127.0.0.2:8443");
    List<Socket> ofProxy =
        List.of(connect("127.0.0.2"), connect("127.0.0.2"), connect("127.0.0.2"));
    assertThat(ofProxy).allMatch(ClientConnectionsTest::isAnswered);
    assertThat(isAnswered(connect("127.0.0.1"))).isTrue();

    assertThat(isAnswered(connect("127.0.0.2"))).as("above the limit of all").isFalse();
  }

  @Test
  void headers_that_trickle_in_byte_by_byte_have_their_time_as_a_whole() throws IOException {
    serve(new ClientConnections.Limits(10, 10, SHORT, LONG));
    Socket socket = connect("127.0.0.1");
    assertThat(isAnswered(socket)).as("each request has its own time").isTrue();
    send(socket, "GET / HTTP/1.1\r\nX: ");

    trickleUntilClosed(socket, "x");
  }

  @Test
  void a_body_that_trickles_in_byte_by_byte_has_its_time_as_a_whole() throws IOException {
    serve(new ClientConnections.Limits(10, 10, LONG, SHORT));
    Socket socket = connect("127.0.0.1");
    send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");

    trickleUntilClosed(socket, "x");
  }

  @Test
  void a_connection_may_be_silent_between_requests_for_longer_than_headers_may_take()
      throws IOException {
    serve(new ClientConnections.Limits(10, 10, SHORT, SHORT));
    Socket silent = connect("127.0.0.1");
    assertThat(isAnswered(silent)).isTrue();
    Socket trickling = connect("127.0.0.1");
    send(trickling, "GET");
    trickleUntilClosed(trickling, "x");

    assertThat(isAnswered(silent)).isTrue();
  }

  @Test
  void trusted_proxies_are_addresses_networks_and_names_with_or_without_port() throws IOException {
    TrustedProxies proxies =
        TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.1:80", "[2001:db8::1]:80", "localhost"));
    for (String inside : List.of("10.9.8.7", "192.0.2.1", "2001:db8::1", "127.0.0.1")) {
      assertThat(proxies.contain(InetAddress.getByName(inside))).as(inside).isTrue();
    }
    for (String outside : List.of("11.0.0.1", "192.0.2.2", "2001:db8::2")) {
      assertThat(proxies.contain(InetAddress.getByName(outside))).as(outside).isFalse();
    }
  }
}
