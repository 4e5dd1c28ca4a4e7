package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A line to a server on this machine that breaks off, stays silent or is slow when told to. */
public final class FaultyLine implements AutoCloseable {

  private final int serverPort;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger breaks = new AtomicInteger();

  /** Bytes that may pass from the server before the line breaks. */
  private final AtomicLong answerLimit = new AtomicLong(Long.MAX_VALUE);

  /** Likewise from the client. */
  private final AtomicLong requestLimit = new AtomicLong(Long.MAX_VALUE);

  private volatile int breaksLeft = Integer.MAX_VALUE;
  private volatile boolean silent;
  private volatile long nanosPerChunk;

  private FaultyLine(int serverPort, ServerSocket door) {
    this.serverPort = serverPort;
    this.door = door;
  }

  public static FaultyLine open(int serverPort) throws IOException {
    return open(serverPort, 0);
  }

  /**
   * A line at a port of its own.
   *
   * @param port 0 = any that is free
   */
  public static FaultyLine open(int serverPort, int port) throws IOException {
    FaultyLine line =
        new FaultyLine(serverPort, new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    run(line::accept);
    return line;
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Breaks off when so many more bytes have come from the client, so often. */
  public void breakAfterSending(long bytes, int times) {
    breaksLeft = times;
    requestLimit.set(bytes);
  }

  /** Breaks off when so many more bytes have come from the server, so often. */
  public void breakAfterAnswering(long bytes, int times) {
    breaksLeft = times;
    answerLimit.set(bytes);
  }

  /** From now on nothing gets through, and nothing is refused. */
  public void fallSilent() {
    silent = true;
  }

  /** Waits before each chunk that it passes on. */
  public void slowDown(long newNanosPerChunk) {
    nanosPerChunk = newNanosPerChunk;
  }

  /** How often the line broke. */
  public int breaks() {
    return breaks.get();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      open.add(client);
      open.add(server);
      run(() -> pass(client, server, requestLimit));
      run(() -> pass(server, client, answerLimit));
    }
  }

  private void pass(Socket from, Socket to, AtomicLong limit) throws IOException {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (nanosPerChunk > 0) {
          LockSupport.parkNanos(nanosPerChunk);
        }
        if (silent) {
          continue;
        }
        if (breaksLeft > 0 && limit.addAndGet(-length) < 0 && breaksNow(limit)) {
          return;
        }
        out.write(buffer, 0, length);
      }
    }
  }

  private synchronized boolean breaksNow(AtomicLong limit) {
    if (breaksLeft == 0) {
      return false;
    }
    breaksLeft--;
    breaks.incrementAndGet();
    limit.set(breaksLeft == 0 ? Long.MAX_VALUE : 0);
    return true;
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
    for (Socket socket : open) {
      socket.close();
    }
  }
}
