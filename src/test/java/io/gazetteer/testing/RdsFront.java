package io.gazetteer.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands in for an RDS server that signs in with IAM: speaks the start of PostgreSQL's protocol
 * over TLS, asks for the password in clear, takes only a valid token for itself, and lets the
 * session through to a real PostgreSQL that trusts loopback.
 */
public final class RdsFront implements AutoCloseable {

  private static final int SSL_REQUEST = 80877103;
  private static final int PROTOCOL_3 = 3 << 16;
  private static final int MAX_MESSAGE = 100_000;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private final AwsAccount account;
  private final String region;
  private final int realPort;
  private final SSLContext tls;
  private final ServerSocket door;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  /**
   * How the password is asked for; RDS asks in clear where the user has rds_iam, else for SCRAM.
   */
  private volatile boolean withoutIam;

  private RdsFront(
      AwsAccount account, String region, int realPort, SSLContext tls, ServerSocket door) {
    this.account = account;
    this.region = region;
    this.realPort = realPort;
    this.tls = tls;
    this.door = door;
  }

  /**
   * A new front on a free port of {@code localhost}.
   *
   * @param realPort the PostgreSQL behind it
   */
  public static RdsFront start(
      AwsAccount account, String region, int realPort, Certificates.Signed certificate) {
    try {
      RdsFront front =
          new RdsFront(
              account,
              region,
              realPort,
              certificate.serverContext(),
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      daemon(front::accept);
      return front;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Every token that was sent, taken or not. */
  public List<String> tokens() {
    return tokens;
  }

  /** Why tokens were not taken, which a real server does not tell its client. */
  public List<String> refusals() {
    return refusals;
  }

  /** From now on asks as for a user without rds_iam. */
  public void askForStoredPasswords() {
    withoutIam = true;
  }

  @Override
  public void close() {
    closeQuietly(door);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        daemon(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      DataInputStream in = new DataInputStream(plain.getInputStream());
      in.readInt();
      if (in.readInt() != SSL_REQUEST) {
        error(new DataOutputStream(plain.getOutputStream()), "no pg_hba.conf entry, no encryption");
        return;
      }
      plain.getOutputStream().write('S');
      plain.getOutputStream().flush();
      SSLSocket client =
          (SSLSocket)
              tls.getSocketFactory()
                  .createSocket(
                      plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
      client.setUseClientMode(false);
      client.startHandshake();
      session(client);
    } catch (IOException gone) {
      // The client sees the broken connection, and the test what it makes of it.
    }
  }

  private void session(SSLSocket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    byte[] startup = message(in, in.readInt());
    Map<String, String> parameters = parameters(startup);
    if (withoutIam) {
      byte[] mechanisms = "SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII);
      out.writeByte('R');
      out.writeInt(8 + mechanisms.length);
      out.writeInt(10);
      out.write(mechanisms);
      out.flush();
      in.read();
      return;
    }
    out.writeByte('R');
    out.writeInt(8);
    out.writeInt(3);
    out.flush();
    if (in.read() != 'p') {
      return;
    }
    byte[] password = message(in, in.readInt());
    String token = new String(password, 0, password.length - 1, StandardCharsets.UTF_8);
    tokens.add(token);
    Optional<String> refusal = refusal(token, parameters.get("user"));
    if (refusal.isPresent()) {
      refusals.add(refusal.get());
      error(out, "PAM authentication failed for user \"" + parameters.get("user") + "\"");
      return;
    }
    try (Socket real = new Socket(InetAddress.getLoopbackAddress(), realPort)) {
      DataOutputStream toReal = new DataOutputStream(real.getOutputStream());
      toReal.writeInt(startup.length + 4);
      toReal.write(startup);
      toReal.flush();
      daemon(() -> pump(real, client));
      pump(client, real);
    }
  }

  /** Why a token is not taken; empty when it is. */
  private Optional<String> refusal(String token, String user) {
    String[] parts = token.split("\\?", 2);
    Map<String, String> query =
        new LinkedHashMap<>(SigV4.decoded(parts.length > 1 ? parts[1] : ""));
    String[] credential = query.getOrDefault("X-Amz-Credential", "").split("/", -1);
    if (!parts[0].equals("localhost:" + port() + "/")) {
      return Optional.of("host");
    }
    if (credential.length != 5 || !credential[3].equals("rds-db")) {
      return Optional.of("shape");
    }
    if (!credential[2].equals(region)) {
      return Optional.of("region");
    }
    if (!"connect".equals(query.get("Action")) || !user.equals(query.get("DBUser"))) {
      return Optional.of("user");
    }
    Optional<AwsAccount.Key> key = account.key(credential[0]);
    if (key.isEmpty()
        || !key.get()
            .sessionToken()
            .equals(Optional.ofNullable(query.get("X-Amz-Security-Token")))) {
      return Optional.of("key");
    }
    String signature = query.remove("X-Amz-Signature");
    String timestamp = query.get("X-Amz-Date");
    String expected =
        SigV4.signature(
            new SigV4.Request("GET", "/", query, Map.of("host", "localhost:" + port()), ""),
            new SigV4.Scope(timestamp, region, "rds-db"),
            key.get().secret());
    if (!expected.equals(signature) || !"host".equals(query.get("X-Amz-SignedHeaders"))) {
      return Optional.of("signature");
    }
    Instant made = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
    long seconds = Long.parseLong(query.get("X-Amz-Expires"));
    Instant now = account.clock().instant();
    if (seconds > 900
        || now.isAfter(made.plusSeconds(seconds))
        || now.isAfter(key.get().endsAt())) {
      return Optional.of("expired");
    }
    return account.connects(key.get().principal(), user) ? Optional.empty() : Optional.of("policy");
  }

  private static byte[] message(DataInputStream in, int length) throws IOException {
    if (length < 4 || length > MAX_MESSAGE) {
      throw new IOException("A message of " + length + " bytes");
    }
    return in.readNBytes(length - 4);
  }

  private static Map<String, String> parameters(byte[] startup) throws IOException {
    if (ByteBuffer.wrap(startup).getInt() != PROTOCOL_3) {
      throw new IOException("Not protocol 3.0");
    }
    String[] words =
        new String(startup, 4, startup.length - 4, StandardCharsets.UTF_8).split("\0", -1);
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      found.put(words[i], words[i + 1]);
    }
    return found;
  }

  private static void error(DataOutputStream out, String words) throws IOException {
    byte[] body = ("SFATAL\0VFATAL\0C28000\0M" + words + "\0\0").getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(4 + body.length);
    out.write(body);
    out.flush();
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      for (int read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, read);
        to.getOutputStream().flush();
      }
    } catch (IOException closed) {
      // Either side may hang up at any time.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "rds-front");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception ignored) {
      // It is gone either way.
    }
  }
}
