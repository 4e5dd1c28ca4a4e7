package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server on this machine that stops forwarding after so many bytes of answers, in both
 * directions and on all its connections, until it is released. New connections are accepted and get
 * no answer, as those of a server that is frozen.
 */
public final class StalledLine implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final int serverPort;
  private final ServerSocket door;
  private final AtomicLong left;
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicLong answered = new AtomicLong();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private StalledLine(int serverPort, ServerSocket door, long bytes) {
    this.serverPort = serverPort;
    this.door = door;
    this.left = new AtomicLong(bytes);
  }

  /** A line that stalls after so many bytes from the server. */
  public static StalledLine open(int serverPort, long bytes) throws IOException {
    StalledLine line =
        new StalledLine(
            serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), bytes);
    run(line::accept);
    return line;
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Bytes that the server has answered so far. */
  public long answered() {
    return answered.get();
  }

  /** Connections of clients so far. */
  public int accepted() {
    return clients.size();
  }

  /** Connections of clients that have not been closed by them. Looks without reading on. */
  public long openClients() {
    return clients.stream().filter(StalledLine::isOpen).count();
  }

  private static boolean isOpen(Socket client) {
    try {
      // Only what comes after the stall is read here, when nobody else reads.
      client.setSoTimeout(200);
      int read = client.getInputStream().read(new byte[8192]);
      while (read > 0) {
        read = client.getInputStream().read(new byte[8192]);
      }
      return false;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Stops forwarding from now on; only before it was released. */
  public void stall() {
    left.set(-1);
    stalled.countDown();
  }

  /** Waits until a client has asked something that is not forwarded. */
  public void awaitAsked() throws InterruptedException {
    if (!held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Nothing was asked over the stalled line");
    }
  }

  public void awaitStalled() throws InterruptedException {
    if (!stalled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Only " + answered.get() + " bytes were answered");
    }
  }

  /** Lets everything pass again, from where it stopped. */
  public void release() {
    left.set(Long.MAX_VALUE);
    released.countDown();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      open.add(client);
      clients.add(client);
      run(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    awaitFlow();
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      open.add(server);
      run(() -> pass(client, server, false));
      run(() -> pass(server, client, true));
    } catch (IOException refused) {
      client.close();
      throw refused;
    }
  }

  private void pass(Socket from, Socket to, boolean fromServer) throws IOException {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (fromServer) {
          answered.addAndGet(length);
          if (left.addAndGet(-length) < 0) {
            stalled.countDown();
          }
        } else if (left.get() < 0) {
          held.countDown();
        }
        awaitFlow();
        out.write(buffer, 0, length);
      }
      awaitFlow();
    }
  }

  private void awaitFlow() {
    try {
      while (left.get() < 0 && !door.isClosed()) {
        if (released.await(100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
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
    release();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
