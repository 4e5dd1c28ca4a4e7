package io.gazetteer.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Compresses and writes buffers that another thread has filled, in order. The number of buffers is
 * fixed, so the other thread waits if this one is slower. The first error ends the writing and is
 * thrown in the other thread.
 */
final class SpoolThread {

  static final int BUFFER_BYTES = 64 * 1024;

  private static final int BUFFERS = 16;

  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(SpoolThread::daemon);
  private volatile Optional<IOException> fault = Optional.empty();
  private volatile boolean abandoned;

  interface Task {
    void run() throws IOException;
  }

  SpoolThread() {
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[BUFFER_BYTES]);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "spool");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns a buffer to fill; waits until one is free.
   *
   * @throws IOException when an earlier buffer could not be written
   */
  byte[] buffer() throws IOException {
    throwFault();
    try {
      return free.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the disk was slower than the source");
    }
  }

  /** Hands over a buffer; it becomes free after the task has run. */
  void hand(byte[] buffer, Task task) {
    thread.execute(
        () -> {
          try {
            run(task);
          } finally {
            // A buffer that grew for a long line is not kept.
            free.add(buffer.length == BUFFER_BYTES ? buffer : new byte[BUFFER_BYTES]);
          }
        });
  }

  private void run(Task task) {
    if (abandoned || fault.isPresent()) {
      return;
    }
    try {
      task.run();
    } catch (IOException failure) {
      fault = Optional.of(failure);
    } catch (RuntimeException | Error failure) {
      // Without this, the database would be published without these lines.
      fault = Optional.of(new IOException("A file of the spool could not be written", failure));
    }
  }

  private void throwFault() throws IOException {
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  /**
   * Waits until everything is written and a last task is done; then nothing more can be handed
   * over.
   *
   * @throws IOException when something could not be written
   */
  void end(Task last) throws IOException {
    thread.execute(() -> run(last));
    thread.shutdown();
    try {
      while (!thread.awaitTermination(1, TimeUnit.HOURS)) {
        throwFault();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the spool was written");
    }
    throwFault();
  }

  /** Stops writing and waits until that is so; what is queued is discarded. */
  void abandon() {
    abandoned = true;
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
