package io.gazetteer.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A line to a server on this machine, without TLS, that repeats the first row of one streamed
 * statement for ever, each time with another number in its first field.
 */
public final class EndlessRowsLine implements AutoCloseable {

  private static final int FIRST_NUMBER = 1_000_000;

  private final int serverPort;
  private final ServerSocket door;
  private final String text;
  private volatile boolean armed;

  private EndlessRowsLine(int serverPort, ServerSocket door, String text) {
    this.serverPort = serverPort;
    this.door = door;
    this.text = text;
  }

  /** A line that repeats rows of the statement with that text in it. */
  public static EndlessRowsLine open(int serverPort, String text) throws IOException {
    EndlessRowsLine line =
        new EndlessRowsLine(
            serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), text);
    run(line::accept);
    return line;
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      run(() -> ask(client, server));
      run(() -> answer(server, client));
    }
  }

  private void ask(Socket client, Socket server) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        armed |= new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(text);
        out.write(buffer, 0, length);
      }
    }
  }

  private void answer(Socket server, Socket client) throws IOException {
    try (server;
        client;
        DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16))) {
      // The server offers no TLS; it is asked for once.
      out.write(in.readByte());
      out.flush();
      while (true) {
        byte type = in.readByte();
        byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
        if (armed && type == 'd') {
          repeat(out, new String(body, StandardCharsets.UTF_8));
        }
        send(out, type, body);
        if (in.available() == 0) {
          out.flush();
        }
      }
    }
  }

  private static void repeat(DataOutputStream out, String row) throws IOException {
    String rest = row.substring(row.indexOf('\t'));
    for (long number = FIRST_NUMBER; ; number++) {
      send(out, (byte) 'd', (number + rest).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(DataOutputStream out, byte type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(Integer.BYTES + body.length);
    out.write(body);
  }

  private static void run(Passing passing) {
    Thread thread =
        new Thread(
            () -> {
              try {
                passing.run();
              } catch (IOException closed) {
                // Either end has closed the line, as it may.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Work on sockets. */
  private interface Passing {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
