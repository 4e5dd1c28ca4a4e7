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
 * Compresses and writes what another thread has filled buffers with, in the order in which it was
 * handed over; there are so many buffers and no more, so that the other one waits where this one is
 * slower. The first fault ends the writing and is thrown to the other one.
 */
final class SpoolThread {

  /** Of a buffer that is taken. */
  static final int BUFFER_BYTES = 64 * 1024;

  private static final int BUFFERS = 16;

  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(SpoolThread::daemon);
  private volatile Optional<IOException> fault = Optional.empty();
  private volatile boolean abandoned;

  /** What is done with a file. */
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
   * A buffer to fill in place of one that was handed over; waits until there is one.
   *
   * @throws IOException when something that was handed over could not be written
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

  /** Hands a buffer over; by and by the task is run, and the buffer is free again. */
  void hand(byte[] buffer, Task task) {
    thread.execute(
        () -> {
          try {
            run(task);
          } finally {
            // One that had to grow for a long line is not kept.
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
      // A thread that went on without these lines would let the rest count as all.
      fault = Optional.of(new IOException("A file of the spool could not be written", failure));
    }
  }

  private void throwFault() throws IOException {
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  /**
   * Returns when all that was handed over is written, and a last task is done; nothing can be
   * handed over any more.
   *
   * @throws IOException when something could not be
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

  /** Returns when nothing is written any more; what waits is not. Nothing happens after the end. */
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
