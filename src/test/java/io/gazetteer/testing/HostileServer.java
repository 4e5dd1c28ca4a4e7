package io.gazetteer.testing;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server that speaks PostgreSQL's protocol as far as it takes to misbehave at one point of it,
 * and then goes on misbehaving until its client has closed the connection.
 */
public final class HostileServer implements AutoCloseable {

  private static final int SSL_REQUEST = 80877103;
  private static final int HUGE = 100 << 20;

  /** What it does wrong. */
  public enum Behaviour {
    /** Announces a message of 2 GB when a password would be asked for. */
    LENGTH_BEFORE_SIGN_IN,
    NOTICES_BEFORE_SIGN_IN,
    PARAMETERS_BEFORE_SIGN_IN,
    /** Sends the sign-in byte by byte and never ends it. */
    TRICKLE_BEFORE_SIGN_IN,
    /** Asks for two billion iterations. */
    SCRAM_ITERATIONS,
    NOTICES,
    PARAMETERS,
    NOTIFICATIONS,
    /** Announces a message of 2 GB in a result. */
    LENGTH,
    /** A result with a value of 100 MB. */
    HUGE_VALUE,
    /** A result that does not end. */
    ROWS,
    /** A result that does not end, a row each 200 ms. */
    SLOW_ROWS
  }

  private final Behaviour behaviour;
  private final ServerSocket door;
  // Empty = no TLS.
  private final Optional<SSLContext> tls;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger secured = new AtomicInteger();

  private HostileServer(Behaviour behaviour, ServerSocket door, Optional<SSLContext> tls) {
    this.behaviour = behaviour;
    this.door = door;
    this.tls = tls;
  }

  public static HostileServer start(Behaviour behaviour) throws IOException {
    return start(behaviour, Optional.empty());
  }

  /** The same inside TLS: it does all that is wrong after the handshake. */
  public static HostileServer startSecured(Behaviour behaviour, SSLContext tls) throws IOException {
    return start(behaviour, Optional.of(tls));
  }

  private static HostileServer start(Behaviour behaviour, Optional<SSLContext> tls)
      throws IOException {
    HostileServer server =
        new HostileServer(
            behaviour, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls);
    server.run(server::accept);
    return server;
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Connections that were made so far, those that said nothing included. */
  public int accepted() {
    return accepted.get();
  }

  /** Connections on which the handshake of TLS was completed so far. */
  public int secured() {
    return secured.get();
  }

  /** Connections that no client has closed. */
  public int openConnections() {
    return open.size();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      open.add(client);
      accepted.incrementAndGet();
      run(
          () -> {
            try (client) {
              begin(client);
            } finally {
              open.remove(client);
            }
          });
    }
  }

  private void begin(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int length = in.readInt();
    int code = in.readInt();
    if (code != SSL_REQUEST) {
      serve(in, output(client), length);
      return;
    }
    client.getOutputStream().write(tls.isPresent() ? 'S' : 'N');
    if (tls.isEmpty()) {
      length = in.readInt();
      in.readInt();
      serve(in, output(client), length);
      return;
    }
    try (SSLSocket inside =
        (SSLSocket) tls.get().getSocketFactory().createSocket(client, null, true)) {
      inside.startHandshake();
      secured.incrementAndGet();
      DataInputStream decrypted = new DataInputStream(inside.getInputStream());
      length = decrypted.readInt();
      decrypted.readInt();
      serve(decrypted, output(inside), length);
    }
  }

  private static DataOutputStream output(Socket socket) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }

  /**
   * Misbehaves.
   *
   * @param length of the start-up message, of which the first two numbers have been read
   */
  private void serve(DataInputStream in, DataOutputStream out, int length) throws IOException {
    in.readNBytes(length - 2 * Integer.BYTES);
    switch (behaviour) {
      case LENGTH_BEFORE_SIGN_IN -> endlessMessage(out, 'R');
      case NOTICES_BEFORE_SIGN_IN -> endless(out, notice());
      case PARAMETERS_BEFORE_SIGN_IN -> {
        message(out, 'R', new byte[4]);
        endlessParameters(out);
      }
      case TRICKLE_BEFORE_SIGN_IN -> trickle(out);
      case SCRAM_ITERATIONS -> scram(in, out);
      default -> {
        message(out, 'R', new byte[4]);
        message(out, 'S', text("client_encoding", "UTF8"));
        message(out, 'S', text("server_version", "17.1"));
        message(out, 'S', text("standard_conforming_strings", "on"));
        message(out, 'S', text("DateStyle", "ISO, MDY"));
        message(out, 'S', text("integer_datetimes", "on"));
        message(out, 'K', new byte[8]);
        message(out, 'Z', new byte[] {'I'});
        out.flush();
        // Whatever is asked; the rest of it is left unread.
        in.readByte();
        answer(out);
      }
    }
  }

  private void answer(DataOutputStream out) throws IOException {
    switch (behaviour) {
      case NOTICES -> endless(out, notice());
      case PARAMETERS -> endlessParameters(out);
      case NOTIFICATIONS ->
          endless(out, bytes('A', concat(new byte[4], text("channel", "x".repeat(500)))));
      case LENGTH -> endlessMessage(out, 'D');
      case HUGE_VALUE -> {
        rowHead(out);
        out.write('D');
        out.writeInt(Integer.BYTES + Short.BYTES + Integer.BYTES + HUGE);
        out.writeShort(1);
        out.writeInt(HUGE);
        byte[] part = new byte[1 << 16];
        for (int sent = 0; sent < HUGE; sent += part.length) {
          out.write(part);
        }
        endless(out, notice());
      }
      case ROWS, SLOW_ROWS -> {
        rowHead(out);
        byte[] value =
            "y".repeat(behaviour == Behaviour.ROWS ? 4000 : 10).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer row = ByteBuffer.allocate(Short.BYTES + Integer.BYTES + value.length);
        row.putShort((short) 1).putInt(value.length).put(value);
        endless(out, bytes('D', row.array()));
      }
      default -> throw new IllegalStateException(behaviour.name());
    }
  }

  /** As to an extended query whose statements before it were a BEGIN and settings. */
  private static void rowHead(DataOutputStream out) throws IOException {
    message(out, '1', new byte[0]);
    message(out, '2', new byte[0]);
    ByteBuffer column = ByteBuffer.allocate(64);
    column.putShort((short) 1).put("c".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    column.putInt(0).putShort((short) 0).putInt(25).putShort((short) -1).putInt(-1);
    column.putShort((short) 0);
    byte[] description = new byte[column.position()];
    column.flip().get(description);
    message(out, 'T', description);
  }

  private void scram(DataInputStream in, DataOutputStream out) throws IOException {
    message(out, 'R', concat(new byte[] {0, 0, 0, 10}, text("SCRAM-SHA-256"), new byte[1]));
    out.flush();
    in.readByte();
    byte[] first = in.readNBytes(in.readInt() - Integer.BYTES);
    String asked = new String(first, StandardCharsets.US_ASCII);
    String nonce = asked.substring(asked.indexOf("r=") + 2);
    String answer = "r=" + nonce + "more,s=QSXCR+Q6sek8bf92,i=2000000000";
    message(out, 'R', concat(new byte[] {0, 0, 0, 11}, answer.getBytes(StandardCharsets.US_ASCII)));
    out.flush();
    // Until the client is gone.
    in.readAllBytes();
  }

  private static void trickle(DataOutputStream out) throws IOException {
    out.write('R');
    out.writeInt(60_000);
    while (true) {
      out.write(0);
      out.flush();
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void endless(DataOutputStream out, byte[] message) throws IOException {
    while (true) {
      out.write(message);
      if (behaviour == Behaviour.SLOW_ROWS) {
        out.flush();
        LockSupport.parkNanos(200_000_000);
      }
    }
  }

  private static void endlessParameters(DataOutputStream out) throws IOException {
    for (long i = 0; ; i++) {
      message(out, 'S', text("name" + i, "v".repeat(200)));
    }
  }

  private static void endlessMessage(DataOutputStream out, char type) throws IOException {
    out.write(type);
    out.writeInt(Integer.MAX_VALUE);
    byte[] part = new byte[1 << 16];
    while (true) {
      out.write(part);
    }
  }

  private static byte[] notice() {
    return bytes(
        'N', concat(text("SNOTICE"), text("C00000"), text("M" + "z".repeat(400)), new byte[1]));
  }

  private static byte[] text(String... texts) {
    return (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] bytes(char type, byte[] body) {
    return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
        .put((byte) type)
        .putInt(Integer.BYTES + body.length)
        .put(body)
        .array();
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(bytes(type, body));
  }

  private void run(Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              try {
                serving.run();
              } catch (IOException closed) {
                // The client, or the test, has closed the connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Work on sockets. */
  private interface Serving {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
