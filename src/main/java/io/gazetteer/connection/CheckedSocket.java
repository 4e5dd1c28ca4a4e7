package io.gazetteer.connection;

import io.gazetteer.connection.guard.GuardLimits;
import io.gazetteer.connection.guard.GuardedInput;
import io.gazetteer.connection.guard.GuardedOutput;
import io.gazetteer.connection.guard.GuardedTlsSocket;
import io.gazetteer.connection.guard.MessageGuard;
import io.gazetteer.connection.guard.StartupChange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;
import org.jboss.logging.Logger;

/**
 * A socket to one checked address that waits, when closed, a short time for the server to end the
 * connection. PostgreSQL does so after its process has left {@code pg_stat_activity}, so the next
 * connection never exceeds the limit.
 */
final class CheckedSocket extends Socket {

  private static final Logger LOG = Logger.getLogger(CheckedSocket.class);

  private static final int END_MILLIS = 1_000;
  private static final int CHUNK_BYTES = 8_192;

  private final InetSocketAddress checked;
  private final MessageGuard guard;
  private final StartupChange change;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile int patienceMillis;
  // Null until requested; shared, because it buffers what was read and not passed on.
  private InputStream input;
  private boolean closing;
  private volatile boolean broken;

  CheckedSocket(InetSocketAddress checked, GuardLimits limits, StartupChange change) {
    this.change = change;
    this.checked = checked;
    this.guard = MessageGuard.ofSocket(limits);
  }

  /** Guards the content of the TLS connection on this socket like unencrypted content. */
  SSLSocket guarded(SSLSocket tls) throws IOException {
    return new GuardedTlsSocket(tls, guard.inside(), change);
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    if (!(endpoint instanceof InetSocketAddress wanted) || wanted.getPort() != checked.getPort()) {
      throw new IOException("Only the address that was checked is connected to");
    }
    super.connect(checked, timeoutMillis);
    guard.connected();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new GuardedInput(new LockedInput(super.getInputStream()), guard, new Patience());
    }
    return input;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new GuardedOutput(super.getOutputStream(), guard, change);
  }

  // Without a lock, which a read holds while it waits.
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  @Override
  public void setSoTimeout(int millis) throws SocketException {
    patienceMillis = millis;
    super.setSoTimeout(millis);
  }

  // Without a lock, which a read holds while it waits.
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  @Override
  public int getSoTimeout() {
    return patienceMillis;
  }

  /** Shortens a wait if a limit would be reached before the driver's own timeout. */
  private final class Patience implements GuardedInput.Patience {

    @Override
    public int wanted() {
      return patienceMillis;
    }

    @Override
    public void set(int millis) throws SocketException {
      CheckedSocket.super.setSoTimeout(millis);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    // If another thread is reading, it must stop at once.
    if (!broken && isConnected() && !isClosed() && reading.tryLock()) {
      try {
        awaitEnd();
      } finally {
        reading.unlock();
      }
    }
    super.close();
  }

  /**
   * Closes it at once, whatever other threads do with it. Never throws. Not synchronized, because a
   * thread that waits for the server holds the lock.
   */
  void abort() {
    broken = true;
    try {
      super.close();
    } catch (IOException failure) {
      LOG.debug("A socket could not be closed", failure);
    }
  }

  private void awaitEnd() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      shutdownOutput();
      InputStream in = super.getInputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
      long left = END_MILLIS;
      do {
        setSoTimeout((int) left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      } while (in.read(chunk) >= 0 && left > 0);
    } catch (IOException ignored) {
      // The server has already ended it, or does not in time; it is closed in any case.
    }
  }

  /** Prevents waiting for the end while a thread waits for data. */
  private final class LockedInput extends FilterInputStream {

    LockedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      reading.lock();
      try {
        return super.read();
      } finally {
        reading.unlock();
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      reading.lock();
      try {
        return super.read(bytes, from, length);
      } finally {
        reading.unlock();
      }
    }
  }
}
