package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A line to a server on this machine that can be held: the first thing that a client sends with a
 * text in it is passed on only when {@link #release} is called.
 */
public final class HeldLine implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final int serverPort;
  private final ServerSocket door;
  private final AtomicReference<String> text;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HeldLine(int serverPort, ServerSocket door, String text) {
    this.serverPort = serverPort;
    this.door = door;
    this.text = new AtomicReference<>(text);
  }

  /** A line to that port, to be held once. */
  public static HeldLine open(int serverPort, String text) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    HeldLine line = new HeldLine(serverPort, door, text);
    run(line::accept);
    return line;
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Waits until the client has sent the text. */
  public void awaitHeld() throws InterruptedException {
    if (!held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Nobody sent " + text.get());
    }
  }

  public void release() {
    released.countDown();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      run(() -> pass(client, server, true));
      run(() -> pass(server, client, false));
    }
  }

  private void pass(Socket from, Socket to, boolean fromClient) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (fromClient) {
          hold(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
        out.write(buffer, 0, length);
      }
    }
  }

  private void hold(String sent) {
    String wanted = text.get();
    if (wanted != null && sent.contains(wanted) && text.compareAndSet(wanted, null)) {
      held.countDown();
      try {
        if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("Nobody released the line");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void run(Passing passing) {
    Thread thread =
        new Thread(
            () -> {
              try {
                passing.run();
              } catch (IOException | UncheckedIOException closed) {
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
    release();
    door.close();
  }
}
